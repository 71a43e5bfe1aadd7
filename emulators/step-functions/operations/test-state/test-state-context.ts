import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../core/wire/aws-error.ts';
import { isRecord, type Json, type JsonRecord } from '../../language/json.ts';

const FIELDS = new Set(['Execution', 'State', 'StateMachine', 'Task', 'Map']);

interface Tested {
  readonly owner: { readonly region: string; readonly accountId: string };
  readonly input: Json;
  readonly roleArn: string | undefined;
  /** Whether the state is a task that a token or a job's end ends. */
  readonly waits: boolean;
}

/** The context object of a tested state: as of an Express execution, with what the request says in its owner. */
export function testedContext(given: JsonRecord, { owner, input, roleArn, waits }: Tested): JsonRecord {
  check(given, waits);
  const { region, accountId } = owner;
  const machine = randomUUID();
  const name = randomUUID();
  const execution = {
    Id: `arn:aws:states:${region}:${accountId}:express:${machine}:${name}`,
    Input: input,
    StartTime: new Date().toISOString(),
    Name: name,
    ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
  };
  const stateMachine = { Id: `arn:aws:states:${region}:${accountId}:stateMachine:${machine}`, Name: machine };
  return {
    ...given,
    Execution: { ...execution, ...recordOf(given['Execution']) },
    StateMachine: { ...stateMachine, ...recordOf(given['StateMachine']) },
  };
}

function check(given: JsonRecord, waits: boolean): void {
  for (const field of Object.keys(given)) if (!FIELDS.has(field)) throw invalid(`Field '${field}' is not allowed`);
  if (given['Map'] !== undefined) throw invalid("'Map' field is not supported when mocking a Context object");
  if (given['Task'] !== undefined && !waits) {
    const patterns = "'.sync' or '.waitForTaskToken' service integration pattern";
    throw invalid(`Context object contains 'Task' when state is not a Task state with a ${patterns}`);
  }
  const { Id } = recordOf(given['Execution']);
  if (Id !== undefined && typeof Id !== 'string') throw invalid('Execution.Id must be a string');
}

function recordOf(value: Json | undefined): JsonRecord {
  return value !== undefined && isRecord(value) ? value : {};
}

function invalid(reason: string): AwsError {
  return new AwsError('ValidationException', 400, `Invalid Context object provided: ${reason}`);
}
