import { expect } from 'chai';
import { functionBundle } from '../../infra/components/function-bundle.ts';
import type { RecordedResource } from '../../preview/program-recording.ts';
import { recordDevStack } from './recorded-program.ts';

const STATE_MACHINE = 'aws:sfn/stateMachine:StateMachine retraining-workflow';
const FUNCTION = 'aws:lambda/function:Function retraining-generate-dataset';

/** What must wait for what, and the race on AWS that it loses otherwise. */
const ORDERS: readonly [dependent: string, first: string, why: string][] = [
  [
    'aws:s3/bucketPolicy:BucketPolicy retraining-dataset',
    'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock retraining-dataset',
    'S3 refuses two changes of access at a time',
  ],
  [FUNCTION, 'aws:iam/rolePolicy:RolePolicy retraining-generate-dataset', 'it could run without permissions'],
  [FUNCTION, 'aws:cloudwatch/logGroup:LogGroup retraining-generate-dataset', 'it would make its own log group'],
  [STATE_MACHINE, 'aws:iam/rolePolicy:RolePolicy retraining-workflow', 'log delivery is checked at creation'],
  [STATE_MACHINE, 'aws:iam/rolePolicy:RolePolicy retraining-training', 'an execution could train without permissions'],
];

/** Within the process registrations follow each other in a few turns of the event loop each, whatever the machine's speed. */
const TURNS = 2000;

describe('the program waits', () => {
  before(async () => {
    // The one thing that is made by another process; the registrations below do not wait for it then.
    await functionBundle('generateDataset');
  });

  for (const [dependent, first, why] of ORDERS) {
    it(`with ${dependent} until ${first} is there: ${why}`, async () => {
      const registered: RecordedResource[] = [];
      const reached = Promise.withResolvers<void>();
      const made = Promise.withResolvers<void>();
      const recording = recordDevStack({}, 'us-east-1', registered, (resource) => {
        if (labelOf(resource) !== first) return undefined;
        reached.resolve();
        return made.promise;
      });
      await Promise.race([reached.promise, recording]);
      await turnEventLoop();
      const early = registered.map(labelOf);
      made.resolve();
      await recording;
      expect(early).to.include(first).and.not.include(dependent);
      expect(registered.map(labelOf)).to.include(dependent);
    });
  }
});

function labelOf({ type, name }: RecordedResource): string {
  return `${type} ${name}`;
}

/** Lets everything happen that does not wait for the resource held back. */
async function turnEventLoop(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise(setImmediate);
}
