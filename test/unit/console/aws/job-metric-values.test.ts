import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { expect } from 'chai';
import { jobMetricValues } from '../../../../console/aws/training-calls.ts';
import { at, MetricsFixture } from '../../emulators/cloudwatch/metrics-fixture.ts';

const SCOPE = 'Credential=test/20261127/us-east-1/monitoring/aws4_request';

describe('the values that CloudWatch has of a training job', () => {
  const { fetch } = globalThis;
  let metrics: MetricsFixture;
  before(async () => {
    metrics = await MetricsFixture.start();
    // As the page's server does it: signed for the service that the address names.
    globalThis.fetch = (address, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `AWS4-HMAC-SHA256 ${SCOPE}, SignedHeaders=host, Signature=x`);
      return fetch(`${metrics.endpointUrl}${String(address).replace('aws/monitoring', '')}`, { ...init, headers });
    };
  });
  after(async () => {
    globalThis.fetch = fetch;
    await metrics.stop();
  });

  it('are those of its own metrics, by their seconds, from a time on', async () => {
    const datum = (job: string, name: string, seconds: number, Value: number) => ({
      MetricName: name,
      Dimensions: [{ Name: 'TrainingJobName', Value: job }],
      Timestamp: at(seconds),
      Value,
      StorageResolution: 1,
    });
    const MetricData = [
      datum('job-1', 'train:loss', 0, 0.875),
      datum('job-1', 'train:loss', 61, 0.5),
      datum('job-1', 'train:loss', 62, 0.25),
      datum('job-1', 'gain', 62, 3),
      datum('job-2', 'gain', 62, 4),
    ];
    await metrics.client.send(new PutMetricDataCommand({ Namespace: '/aws/sagemaker/TrainingJobs', MetricData }));
    const timeMs = (seconds: number) => at(seconds).getTime();
    expect(await jobMetricValues('job-1', ['train:loss', 'missing', 'gain'], timeMs(60))).to.deep.equal([
      [
        { timeMs: timeMs(61), value: 0.5 },
        { timeMs: timeMs(62), value: 0.25 },
      ],
      [],
      [{ timeMs: timeMs(62), value: 3 }],
    ]);
  });
});
