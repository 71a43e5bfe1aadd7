import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { EnforcedWorkflow } from '../support/enforced-workflow.ts';
import { rule } from '../support/rule.ts';
import { putInventory } from '../unit/functions/generate-dataset/key-source/put-inventory.ts';
import { denied, TROUBLESHOOTING } from './support/lacks/lack.ts';

const LISTS = 'key-lists';

describe('the retraining workflow whose keys come from a report of S3 Inventory', () => {
  let workflow: EnforcedWorkflow;

  before(async () => {
    const inventoryUri = `s3://${LISTS}/reports/b/daily/`;
    workflow = await EnforcedWorkflow.start({ keySource: 'inventory', inventoryUri });
    const { s3 } = workflow.cloud.clients;
    await s3.send(new CreateBucketCommand({ Bucket: LISTS }));
    const { bucketName: bucket } = workflow.outputs;
    await putInventory(s3, { bucket, prefix: 'dataset/', lists: LISTS, format: 'Parquet' });
  });

  after(() => workflow.close());

  it('trains with the rights of its roles, reads the list in another bucket, and lists no images', async () => {
    const { status, cause, output = '{}' } = await workflow.ended(await workflow.startExecution());
    expect(status, cause).to.equal('SUCCEEDED');
    expect(JSON.parse(output).dataset).to.deep.include({ num_training_samples: 4, num_validation_samples: 2 });
    expect(workflow.decisions.filter(({ denial }) => denial !== undefined)).to.deep.equal([]);
    const used = workflow.decisions.flatMap(({ allowedBy }) =>
      allowedBy.map(({ statement, action }) => `${statement} ${action}`),
    );
    expect([...new Set(used)].filter((use) => use.includes('KeyList')).sort()).to.deep.equal([
      'FindKeyList s3:ListBucket',
      'ReadKeyList s3:GetObject',
    ]);
  });

  for (const [sid, action] of [
    ['FindKeyList', 's3:ListBucket'],
    ['ReadKeyList', 's3:GetObject'],
  ] as const) {
    rule(
      {
        table: 'iam',
        id: `program.function.${sid}`,
        aws: `without ${action} on the list of keys the function fails with S3's refusal`,
        here: 'same',
        wording: 'AWS',
        source: TROUBLESHOOTING,
      },
      async () => {
        const policy = (await workflow.policies()).find(({ roleName }) => roleName.startsWith('retraining-generate'));
        if (policy === undefined) throw new Error('the function has no role');
        await workflow.putPolicy({ ...policy, statements: policy.statements.filter(({ Sid }) => Sid !== sid) });
        try {
          const { status, error, cause } = await workflow.ended(await workflow.startExecution());
          expect([status, error]).to.deep.equal(['FAILED', 'DatasetStorageError']);
          expect(cause).to.match(denied(action));
        } finally {
          await workflow.putPolicy(policy);
        }
      },
    );
  }
});
