import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'chai';
import { IamFixture } from './iam-fixture.ts';

const PolicyArn = 'arn:aws:iam::000000000000:policy/team/guard';
const PolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' }],
});

describe('a managed policy whose record is damaged', () => {
  let fixture: IamFixture;
  beforeEach(async () => {
    fixture = await IamFixture.start();
  });
  afterEach(() => fixture.stop());

  it('is still listed with the role that has it, and can be taken off', async () => {
    const { iam } = fixture.clients;
    await fixture.createRole('r');
    await iam.send(new CreatePolicyCommand({ PolicyName: 'guard', Path: '/team/', PolicyDocument }));
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn }));
    const folder = join(fixture.folder, 'policies');
    for (const file of await readdir(folder)) await writeFile(join(folder, file), '{');
    await fixture.restart();
    const attached = async (PathPrefix = '/') =>
      (await fixture.clients.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'r', PathPrefix })))
        .AttachedPolicies;
    expect(await attached()).to.deep.equal([{ PolicyName: 'guard', PolicyArn }]);
    expect(await attached('/team/')).to.deep.equal([{ PolicyName: 'guard', PolicyArn }]);
    expect(await attached('/other/')).to.deep.equal([]);
    await fixture.clients.iam.send(new DetachRolePolicyCommand({ RoleName: 'r', PolicyArn }));
    expect(await attached()).to.deep.equal([]);
  });
});
