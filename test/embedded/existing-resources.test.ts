import { CreateRoleCommand, GetRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { expect } from 'chai';
import { deployLocally } from '../../localstack/deploy/deploy-local.ts';
import { type LocalCloud, startCloud } from '../../localstack/index.ts';
import { algorithmInProcess } from '../conformance/algorithm/algorithm-in-process.ts';
import { patternDataset } from '../support/dataset-factory.ts';
import { errorOf } from '../support/error-of.ts';
import { StartedTarget } from '../support/start-target.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { testStackConfig } from '../support/test-stack.ts';

const OWN_ROLE = 'arn:aws:iam::123456789012:role/team/own-role';
const OWN = {
  bucketName: 'images-of-ours',
  modelRoleArn: OWN_ROLE,
  stateMachineRoleArn: OWN_ROLE.replace('own', 'states'),
};
const IMAGES = { classNames: ['cat', 'dog'], trainPerClass: 8, testPerClass: 2, width: 32, height: 32 };

describe('a rehearsal of a stack that uses what exists in the account', () => {
  const folder = useTemporaryFolder();
  let cloud: LocalCloud;
  let loads = 0;
  beforeEach(async () => {
    cloud = await startCloud({ kind: 'embedded', dataFolder: folder(), startAlgorithm: algorithmInProcess });
  });
  afterEach(() => cloud.close());

  /** As a rehearsal deploys, which makes the stand-ins. */
  const deploy = async (own: Readonly<Record<string, unknown>>) => {
    const config = await testStackConfig('dev', own);
    const { clients, accountId, region } = cloud;
    loads += 1;
    const loadProgram = () => import(`../../index.ts?existing=${loads}`);
    const notes: string[] = [];
    const local = { clients, accountId, region, config, loadProgram, dataFolder: folder() };
    const outputs = await deployLocally(local, { onNote: (text) => notes.push(text) });
    return { notes, outputs };
  };

  it('runs, with a bucket of that name and roles of those names on the local cloud', async () => {
    const { outputs } = await deploy(OWN);
    expect(outputs.bucketName).to.equal('images-of-ours');
    const { clients } = cloud;
    const target = StartedTarget.of({ clients, outputs, executionDeadlineMs: 45_000, close: async () => undefined });
    await target.putDataset(await patternDataset(IMAGES));
    const { status, cause } = await target.ended(await target.startExecution('existing'));
    expect(status, cause).to.equal('SUCCEEDED');
  });

  describe('says what stands in for what', () => {
    it('at every deployment', async () => {
      const expected = [
        'bucket images-of-ours of yours: the local cloud has its own of that name',
        'role own-role of yours: a stand-in that may do everything; what yours may do is not tried',
        'role states-role of yours: a stand-in that may do everything; what yours may do is not tried',
      ];
      expect((await deploy(OWN)).notes).to.deep.equal(expected);
      expect((await deploy(OWN)).notes).to.deep.equal(expected);
    });

    it('and leaves a role alone that somebody has made there with policies of its own', async () => {
      const RoleName = 'own-role';
      const statement = {
        Effect: 'Allow',
        Principal: { Service: 'sagemaker.amazonaws.com' },
        Action: 'sts:AssumeRole',
      };
      const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      await cloud.clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document }));
      const own = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [own] });
      await cloud.clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
      await deploy({ modelRoleArn: OWN_ROLE });
      const standIn = new GetRolePolicyCommand({ RoleName, PolicyName: 'rehearsal-stand-in' });
      expect((await errorOf(cloud.clients.iam.send(standIn))).name).to.match(/^NoSuchEntity/);
    });

    it('and lets the program refuse what can be no name', async () => {
      const error = await errorOf(deploy({ bucketName: 's3://images', modelRoleArn: 'own-role' }));
      expect(error.message)
        .to.contain('bucketName is "s3://images": must be the name of a bucket')
        .and.to.contain('modelRoleArn is "own-role": must be the ARN of a role');
    });
  });
});
