import { CreateTrainingJobCommand, DescribeModelCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { FaultMenu } from '../../../../../emulators/sagemaker/faults/fault-menu.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { rule } from '../../../../support/rule.ts';
import { SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';

const FIRST = { first: 1, last: 1 };

/** What an SDK keeps of an answer beside its text. */
function metadataOf(error: Error): { readonly httpStatusCode?: number; readonly attempts?: number } {
  return '$metadata' in error ? (error.$metadata as { httpStatusCode?: number; attempts?: number }) : {};
}

describe('calls that fail on demand', () => {
  rule(
    {
      table: 'faults',
      id: 'throttling',
      aws: 'a call above the rate of its operation is refused with ThrottlingException, HTTP 400',
      here: 'same',
      wording: 'AWS',
      source: 'https://github.com/aws/sagemaker-python-sdk/issues/645; control-plane-errors.json, throttling',
    },
    async () => {
      const faults = new FaultMenu([{ kind: 'throttling', which: FIRST }]);
      await using fixture = await SageMakerFixture.start({ faults });
      const create = () => fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
      await fixture.client.send(new ListTrainingJobsCommand({}));
      const error = await errorOf(create());
      expect(error).to.include({ name: 'ThrottlingException', message: 'Rate exceeded' });
      // The SDK's own three tries are one call.
      expect(metadataOf(error)).to.include({ httpStatusCode: 400, attempts: 3 });
      await create();
      expect((await fixture.waitFor('job', 'Completed')).TrainingJobStatus).to.equal('Completed');
      expect(faults.list()).to.deep.include({
        fault: { kind: 'throttling', which: FIRST },
        text: 'throttling:1',
        seen: 2,
        fired: 1,
      });
    },
  );

  rule(
    {
      table: 'faults',
      id: 'api-error',
      aws: 'a call that fails for an unknown reason is answered InternalFailure, HTTP 500',
      here: 'same',
      wording: 'ours',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/CommonErrors.html',
    },
    async () => {
      const faults = new FaultMenu([{ kind: 'api-error', operation: 'DescribeModel', name: 'm' }]);
      await using fixture = await SageMakerFixture.start({ faults });
      const error = await errorOf(fixture.client.send(new DescribeModelCommand({ ModelName: 'm' })));
      expect(error.name).to.equal('InternalFailure');
      expect(error.message).to.equal('[rehearsal] no answer, as the fault api-error asks for');
      expect(metadataOf(error)).to.include({ httpStatusCode: 500 });
      const other = await errorOf(fixture.client.send(new DescribeModelCommand({ ModelName: 'other' })));
      expect(other.name).to.equal('ValidationException');
    },
  );
});
