import { GetBucketLocationCommand } from '@aws-sdk/client-s3';
import type { DeployTarget } from './provisioner.ts';

type Inputs = Readonly<Record<string, unknown>>;
type Answer = (inputs: Inputs, target: DeployTarget) => Record<string, unknown> | Promise<Record<string, unknown>>;

const ANSWERS: Readonly<Record<string, Answer>> = {
  'aws:index/getCallerIdentity:getCallerIdentity': (_, { accountId }) => ({
    id: accountId,
    accountId,
    arn: `arn:aws:iam::${accountId}:root`,
    userId: accountId,
  }),
  'aws:index/getRegion:getRegion': (_, { region }) => ({
    id: region,
    region,
    name: region,
    description: region,
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
  'aws:index/getPartition:getPartition': () => ({ id: 'aws', partition: 'aws', dnsSuffix: 'amazonaws.com' }),
  'aws:s3/getBucket:getBucket': bucketAnswer,
};

/** Answers of provider functions (`aws.getCallerIdentity` and its like). */
export async function answerInvoke(
  token: string,
  inputs: Inputs,
  target: DeployTarget,
): Promise<Record<string, unknown>> {
  const answer = Object.hasOwn(ANSWERS, token) ? ANSWERS[token] : undefined;
  if (answer === undefined)
    throw new Error(`no answer for the provider function ${token}: add one to localstack/deploy/provider-functions.ts`);
  return answer(inputs, target);
}

async function bucketAnswer(inputs: Inputs, { clients, region }: DeployTarget): Promise<Record<string, unknown>> {
  const name = String(inputs['bucket']);
  const located = await clients.s3.send(new GetBucketLocationCommand({ Bucket: name })).catch((cause: Error) => {
    throw new Error(`the bucket ${name} is not on the local cloud: ${cause.name}: ${cause.message}`, { cause });
  });
  const bucketRegion: string = located.LocationConstraint ?? 'us-east-1';
  return { id: name, bucket: name, arn: `arn:aws:s3:::${name}`, bucketRegion, region };
}
