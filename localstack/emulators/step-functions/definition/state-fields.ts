import type { StateType } from './definition.ts';

interface StateFields {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Of each group at most one may stand; of a group in `oneOf` exactly one. */
  readonly exclusive: readonly (readonly string[])[];
  readonly oneOf: readonly (readonly string[])[];
}

const TRANSITION = ['Next', 'End'];
const PATHS = ['InputPath', 'OutputPath'];
const RESULT = ['Parameters', 'ResultSelector', 'ResultPath'];
const ERRORS = ['Retry', 'Catch'];
const WAITS = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'];
const TIMEOUT = ['TimeoutSeconds', 'TimeoutSecondsPath'];
const HEARTBEAT = ['HeartbeatSeconds', 'HeartbeatSecondsPath'];

/** https://states-language.net/spec.html#state-type-table */
export const STATE_FIELDS: Readonly<Record<StateType, StateFields>> = {
  Task: {
    required: ['Resource'],
    optional: [...TRANSITION, ...PATHS, ...RESULT, ...ERRORS, ...TIMEOUT, ...HEARTBEAT],
    exclusive: [TIMEOUT, HEARTBEAT],
    oneOf: [TRANSITION],
  },
  Pass: {
    required: [],
    optional: [...TRANSITION, ...PATHS, 'Parameters', 'Result', 'ResultPath'],
    exclusive: [],
    oneOf: [TRANSITION],
  },
  Choice: { required: ['Choices'], optional: [...PATHS, 'Default'], exclusive: [], oneOf: [] },
  Wait: { required: [], optional: [...TRANSITION, ...PATHS, ...WAITS], exclusive: [], oneOf: [TRANSITION, WAITS] },
  Succeed: { required: [], optional: PATHS, exclusive: [], oneOf: [] },
  Fail: {
    required: [],
    optional: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
    exclusive: [
      ['Error', 'ErrorPath'],
      ['Cause', 'CausePath'],
    ],
    oneOf: [],
  },
  Parallel: {
    required: ['Branches'],
    optional: [...TRANSITION, ...PATHS, ...RESULT, ...ERRORS],
    exclusive: [],
    oneOf: [TRANSITION],
  },
};

export const COMMON_FIELDS: readonly string[] = ['Type', 'Comment', 'QueryLanguage'];

/** Members of AWS's language that are not emulated, with what they belong to. */
export const FIELDS_NOT_EMULATED: Readonly<Record<string, string>> = {
  Assign: 'Assign (workflow variables)',
  Output: 'Output (JSONata)',
  Arguments: 'Arguments (JSONata)',
  Credentials: 'Credentials (tasks that act for another role)',
};

export function isStateType(type: unknown): type is StateType {
  return typeof type === 'string' && Object.hasOwn(STATE_FIELDS, type);
}
