import { expect } from 'chai';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { startCloud } from '../../localstack/index.ts';

describe('a request that is not signed', () => {
  let cloud: StartedCloud;

  beforeEach(async () => {
    cloud = await startCloud({ kind: 'embedded' });
  });
  afterEach(() => cloud.close());

  // The target prefixes are those of AWS's API references.
  it('is taken by the service that X-Amz-Target names', async () => {
    const call = async (target: string, input: object) => {
      const headers = { 'x-amz-target': target };
      return (await fetch(cloud.endpointUrl, { method: 'POST', headers, body: JSON.stringify(input) })).json();
    };
    expect(await call('AWSStepFunctions.ListStateMachines', {})).to.deep.equal({ stateMachines: [] });
    expect(await call('SageMaker.ListTrainingJobs', {})).to.deep.equal({ TrainingJobSummaries: [] });
    expect(await call('Logs_20140328.DescribeLogGroups', {})).to.deep.equal({ logGroups: [] });
    expect(await call('GraniteServiceVersion20100801.ListMetrics', {})).to.deep.equal({ Metrics: [] });
    expect(await call('AWSEvents.PutEvents', { Entries: [] })).to.have.property('__type', 'ValidationException');
  });

  it('is taken by Lambda, by the emulator of faults or else by S3, as its path says', async () => {
    const get = async (path: string) => (await fetch(`${cloud.endpointUrl}${path}`)).text();
    expect(await get('/2015-03-31/functions')).to.equal('{"Functions":[]}');
    expect(await get('/_rehearsal/faults')).to.equal('{"faults":[]}\n');
    expect(await get('/bucket/key')).to.contain('<Code>NoSuchBucket</Code>');
  });
});
