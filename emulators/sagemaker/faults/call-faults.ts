import { AwsError } from '../../core/wire/aws-error.ts';
import type { JsonObject, JsonOperations } from '../../core/wire/wire-json.ts';
import type { Fault } from './fault.ts';
import type { FaultMenu } from './fault-menu.ts';

/** The operations as they are, save for calls that a fault hits: those are answered with it, before anything is checked. */
export function withCallFaults(operations: JsonOperations, menu: FaultMenu): JsonOperations {
  const faulty = Object.entries(operations).map(([operation, run]) => {
    const hit: JsonOperations[string] = (input, context) => {
      const { invocationId } = context;
      const call = { operation, name: nameIn(input), ...(invocationId === undefined ? {} : { invocationId }) };
      const fault = menu.forCall(call);
      if (fault !== undefined) throw answerOf(fault);
      return run(input, context);
    };
    return [operation, hit];
  });
  return Object.fromEntries(faulty) as JsonOperations;
}

function nameIn(input: JsonObject): string {
  const name = input['TrainingJobName'] ?? input['ModelName'];
  return typeof name === 'string' ? name : '';
}

function answerOf({ kind }: Fault): AwsError {
  // Seen for CreateTrainingJob: https://github.com/aws/sagemaker-python-sdk/issues/645.
  if (kind === 'throttling') return new AwsError('ThrottlingException', 400, 'Rate exceeded');
  // Code and status are those of the API reference's common errors; the text was not found.
  return new AwsError('InternalFailure', 500, '[rehearsal] no answer, as the fault api-error asks for');
}
