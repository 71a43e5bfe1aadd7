import { join } from 'node:path';
import { expect } from 'chai';
import { RecordStore } from '../../../../../emulators/core/storage/record-store.ts';
import {
  newTransformJob,
  openTransformJobStore,
  startedJob,
  stoppingJob,
  type TransformJobRecord,
} from '../../../../../emulators/sagemaker/transform-jobs/transform-job-record.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

const isAny = (_: unknown): _ is TransformJobRecord => true;

describe('transform jobs that ran when the emulator ended without closing', () => {
  const folder = useTemporaryFolder();

  it('are Failed at the next start, or Stopped if they were stopping, and those that had ended are as they were', () => {
    const records = new RecordStore(join(folder(), 'transform-jobs'), { noun: 'transform job', isRecord: isAny });
    const job = (TransformJobName: string) =>
      newTransformJob(
        `arn:${TransformJobName}`,
        {
          TransformJobName,
          ModelName: 'm',
          TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://data/' } } },
          TransformOutput: { S3OutputPath: 's3://out' },
          TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
        },
        1,
      );
    records.put('running', startedJob(job('running'), 2));
    records.put('stopping', stoppingJob(startedJob(job('stopping'), 2), 3));
    records.put('done', { ...job('done'), status: 'Completed', endedMs: 4 });
    const found = openTransformJobStore(folder());
    expect(found.get('running')).to.include({
      status: 'Failed',
      failureReason:
        'InternalServerError: [rehearsal] the emulator ended while the job was running; start the job again under a new name',
    });
    expect(found.get('running')?.endedMs).to.be.greaterThan(2);
    expect(found.get('stopping')).to.include({ status: 'Stopped' });
    expect(found.get('done')).to.include({ status: 'Completed', endedMs: 4 });
  });
});
