import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../core/wire/aws-error.ts';
import { isRecord, type Json, type JsonRecord } from '../../language/json.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Execution: ['Id', 'Input', 'Name', 'RedriveCount', 'RedriveTime', 'RoleArn', 'StartTime'],
  State: ['EnteredTime', 'Name', 'RetryCount'],
  StateMachine: ['Id', 'Name'],
  Task: ['Token'],
};

interface Tested {
  readonly owner: { readonly region: string; readonly accountId: string };
  readonly input: Json;
  readonly roleArn: string | undefined;
}

/** The context object of a tested state where the request gives none: as of an Express execution of the owner's. */
export function ownContext({ owner, input, roleArn }: Tested): JsonRecord {
  const { region, accountId } = owner;
  const machine = randomUUID();
  const name = randomUUID();
  return {
    Execution: {
      Id: `arn:aws:states:${region}:${accountId}:express:${machine}:${name}`,
      Input: input,
      StartTime: new Date().toISOString(),
      Name: name,
      ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
    },
    StateMachine: { Id: `arn:aws:states:${region}:${accountId}:stateMachine:${machine}`, Name: machine },
  };
}

/** The context object that the request gives, which is taken as it is; `waits`: for a task that a token or a job's end ends. */
export function checkedContext(given: JsonRecord, waits: boolean): JsonRecord {
  const { Map: map, ...others } = given;
  for (const [member, value] of Object.entries(others)) {
    const fields = Object.hasOwn(FIELDS, member) ? FIELDS[member] : undefined;
    if (fields === undefined) throw notAllowed(member);
    for (const field of Object.keys(recordOf(value))) if (!fields.includes(field)) throw notAllowed(field);
  }
  if (map !== undefined) throw invalid("'Map' field is not supported when mocking a Context object");
  if (given['Task'] !== undefined && !waits) {
    const patterns = "'.sync' or '.waitForTaskToken' service integration pattern";
    throw invalid(`Context object contains 'Task' when state is not a Task state with a ${patterns}`);
  }
  const { Id } = recordOf(given['Execution']);
  if (Id !== undefined && typeof Id !== 'string') throw invalid('Execution.Id must be a string');
  return given;
}

function recordOf(value: Json | undefined): JsonRecord {
  return value !== undefined && isRecord(value) ? value : {};
}

function notAllowed(field: string): AwsError {
  return invalid(`Field '${field}' is not allowed`);
}

function invalid(reason: string): AwsError {
  return new AwsError('ValidationException', 400, `Invalid Context object provided: ${reason}`);
}
