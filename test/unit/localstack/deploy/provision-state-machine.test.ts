import { CreateRoleCommand } from '@aws-sdk/client-iam';
import * as aws from '@pulumi/aws';
import { expect } from 'chai';
import { startEmulatedCloud } from '../../../../emulators/cloud/emulated-cloud.ts';
import { deployProgram } from '../../../../localstack/deploy/deploy-program.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const CONFIG = { project: 'p', stack: 'dev', values: { 'aws:region': 'us-east-1' } };
const ROLE = 'arn:aws:iam::000000000000:role/states';

describe('deploying a state machine', () => {
  const folder = useTemporaryFolder();

  it('says which of its integrations are not emulated, and nothing of those that are', async () => {
    const cloud = await startEmulatedCloud({ dataFolder: folder(), region: 'us-east-1', port: 0 });
    try {
      const Principal = { Service: 'states.amazonaws.com' };
      const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
      const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      await cloud.clients.iam.send(new CreateRoleCommand({ RoleName: 'states', AssumeRolePolicyDocument }));
      const task = (resource: string) => ({ Type: 'Task', Resource: `arn:aws:states:::${resource}` });
      const definition = JSON.stringify({
        StartAt: 'Transform',
        States: {
          Transform: { ...task('glue:startJobRun.sync'), Next: 'Read' },
          Read: { ...task('aws-sdk:s3:getObject'), Next: 'Write' },
          Write: { ...task('dynamodb:putItem'), End: true },
        },
      });
      const notes: string[] = [];
      const target = {
        clients: cloud.clients,
        accountId: '000000000000',
        region: 'us-east-1',
        project: 'p',
        stack: 'dev',
      };
      await deployProgram(
        async () => ({ arn: new aws.sfn.StateMachine('flow', { name: 'flow', roleArn: ROLE, definition }).arn }),
        CONFIG,
        target,
        { onNote: (note) => notes.push(note) },
      );
      const fails = 'is not emulated: the state fails unless it is mocked';
      expect(notes).to.deep.equal([
        `state machine flow, /States/Transform/Resource: arn:aws:states:::glue:startJobRun.sync ${fails}`,
        `state machine flow, /States/Write/Resource: arn:aws:states:::dynamodb:putItem ${fails}`,
      ]);
    } finally {
      await cloud.close();
    }
  });
});
