import { expect } from 'chai';
import { machineOfExecution } from '../../../../console/model/machine-of-execution.ts';

describe('the state machine of an execution', () => {
  const machine = 'arn:aws:states:us-east-1:000000000000:stateMachine:retraining';

  it('is named in its ARN', () => {
    expect(machineOfExecution('arn:aws:states:us-east-1:000000000000:execution:retraining:run-1')).to.equal(machine);
  });

  // The form of a child execution's ARN: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html
  it('is the one around the distributed Map whose child the execution is', () => {
    const child = 'arn:aws:states:us-east-1:000000000000:execution:retraining/ListRanges:0b9c5d2e';
    expect(machineOfExecution(child)).to.equal(machine);
  });

  it('is not known of anything else', () => {
    expect(machineOfExecution('run-1')).to.equal(undefined);
  });
});
