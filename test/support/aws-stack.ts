import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { type WorkflowOutputs, workflowOutputs } from '../../localstack/deploy/outputs/required-outputs.ts';
import type { OpenedWorkflow, WorkflowClients } from './opened-workflow.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
/** An instance is waited for, then the container's image is loaded, then it trains. */
const EXECUTION_DEADLINE_MS = 40 * 60 * 1000;
/** An object that says: what is in this bucket was put there by these tests, which may delete it. */
const MARK = 'workflow-tests';

/** The stack that PULUMI_STACK names, deployed by its user (docs/testing.md). Region and credentials: AWS's default chain. */
export async function openAwsStack(): Promise<OpenedWorkflow> {
  const outputs = stackOutputs(process.env['PULUMI_STACK']);
  const region = outputs.stateMachineArn.split(':')[3] ?? '';
  const clients: WorkflowClients = {
    s3: new S3Client({}),
    sfn: new SFNClient({}),
    sagemaker: new SageMakerClient({}),
    lambda: new LambdaClient({}),
  };
  const chosen = await clients.sfn.config.region();
  if (chosen !== region) throw new Error(`the stack is in ${region}, the region is set to ${chosen}: set AWS_REGION`);
  await claimBucket(clients.s3, outputs);
  const close = async () => {
    for (const client of Object.values(clients)) client.destroy();
  };
  return { clients, outputs, executionDeadlineMs: EXECUTION_DEADLINE_MS, close };
}

function stackOutputs(stack: string | undefined): WorkflowOutputs {
  if (stack === undefined || stack === '') {
    throw new Error('TARGET=aws needs PULUMI_STACK, the name of a deployed stack; see docs/testing.md');
  }
  const args = ['stack', 'output', '--json', '--stack', stack];
  const printed = execFileSync('pulumi', args, { cwd: PROJECT_FOLDER, encoding: 'utf8' });
  return workflowOutputs(JSON.parse(printed), `the stack ${stack}, as \`pulumi stack output\` shows it,`);
}

/** The tests replace the data set, so they take no bucket in which others have put one. */
async function claimBucket(s3: S3Client, { bucketName: Bucket }: WorkflowOutputs): Promise<void> {
  const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1 }));
  const marked = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: MARK, MaxKeys: 1 }));
  if (KeyCount !== 0 && marked.KeyCount === 0) {
    throw new Error(`s3://${Bucket} holds objects that these tests have not put there: give them a stack of their own`);
  }
  await s3.send(new PutObjectCommand({ Bucket, Key: MARK, Body: '' }));
}
