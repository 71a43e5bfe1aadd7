import { DescribeModelCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { fuzz, fuzzTarget } from './run-fuzz.ts';

const SEED = 20_261_124;
const REQUESTS = 2_000;

describe('random and mutated requests', () => {
  it(`are all answered as AWS shapes its answers, ${REQUESTS} of them (npm run bench has more), and leave the emulator running`, async () => {
    await using fixture = await fuzzTarget();
    const { answers, faults } = await fuzz(fixture.endpointUrl, SEED, REQUESTS);
    expect(faults).to.deep.equal([]);
    expect([...answers.keys()]).to.include.members([
      '200',
      '400 ValidationException',
      '400 SerializationException',
      '400 UnknownOperationException',
      '501 NotImplemented',
    ]);
    const { ModelName } = await fixture.client.send(new DescribeModelCommand({ ModelName: 'model' }));
    expect(ModelName).to.equal('model');
    expect((await fixture.describe('job')).TrainingJobStatus).to.equal('InProgress');
  });
});
