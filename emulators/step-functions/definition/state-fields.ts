import type { QueryLanguage, StateType } from './definition.ts';

export interface StateFields {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Of each group at most one may be present; of a group in `oneOf` exactly one. */
  readonly exclusive: readonly (readonly string[])[];
  readonly oneOf: readonly (readonly string[])[];
}

type FieldsByType = Readonly<Record<StateType, StateFields>>;

const TRANSITION = ['Next', 'End'];
const PATHS = ['InputPath', 'OutputPath'];
const RESULT = ['Parameters', 'ResultSelector', 'ResultPath'];
const ERRORS = ['Retry', 'Catch'];
/** In the order in which AWS names them. */
const WAITS = ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp'];
const TIMEOUT = ['TimeoutSeconds', 'TimeoutSecondsPath'];
const HEARTBEAT = ['HeartbeatSeconds', 'HeartbeatSecondsPath'];
const PROCESSOR = ['ItemProcessor', 'Iterator'];
const MAP = ['ItemSelector', 'ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'];
const MAP_NUMBERS = ['MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'];
const ERROR = ['Error', 'ErrorPath'];
const CAUSE = ['Cause', 'CausePath'];

/** https://states-language.net/spec.html#state-type-table */
const JSONPATH_FIELDS: FieldsByType = {
  Task: {
    required: ['Resource'],
    optional: [...TRANSITION, ...PATHS, ...RESULT, 'Assign', ...ERRORS, ...TIMEOUT, ...HEARTBEAT, 'Credentials'],
    exclusive: [TIMEOUT, HEARTBEAT],
    oneOf: [TRANSITION],
  },
  Pass: {
    required: [],
    optional: [...TRANSITION, ...PATHS, 'Parameters', 'Result', 'ResultPath', 'Assign'],
    exclusive: [],
    oneOf: [TRANSITION],
  },
  Choice: { required: ['Choices'], optional: [...PATHS, 'Default', 'Assign'], exclusive: [], oneOf: [] },
  Wait: {
    required: [],
    optional: [...TRANSITION, ...PATHS, ...WAITS, 'Assign'],
    exclusive: [],
    oneOf: [TRANSITION, WAITS],
  },
  Succeed: { required: [], optional: PATHS, exclusive: [], oneOf: [] },
  Fail: { required: [], optional: [...ERROR, ...CAUSE], exclusive: [ERROR, CAUSE], oneOf: [] },
  Parallel: {
    required: ['Branches'],
    optional: [...TRANSITION, ...PATHS, ...RESULT, 'Assign', ...ERRORS],
    exclusive: [],
    oneOf: [TRANSITION],
  },
  Map: {
    required: [],
    optional: [
      ...[...TRANSITION, ...PATHS, ...RESULT, 'Assign', ...ERRORS, ...PROCESSOR, ...MAP, 'ItemsPath'],
      ...MAP_NUMBERS.flatMap((field) => [field, `${field}Path`]),
    ],
    exclusive: [['ItemSelector', 'Parameters'], ...MAP_NUMBERS.map((field) => [field, `${field}Path`])],
    oneOf: [TRANSITION, PROCESSOR],
  },
};

const JSONATA_WAITS = ['Seconds', 'Timestamp'];

const JSONATA_FIELDS: FieldsByType = {
  Task: {
    required: ['Resource'],
    optional: [
      ...[...TRANSITION, 'Arguments', 'Output', 'Assign', ...ERRORS, 'TimeoutSeconds', 'HeartbeatSeconds'],
      'Credentials',
    ],
    exclusive: [],
    oneOf: [TRANSITION],
  },
  Pass: { required: [], optional: [...TRANSITION, 'Output', 'Assign'], exclusive: [], oneOf: [TRANSITION] },
  Choice: { required: ['Choices'], optional: ['Default', 'Output', 'Assign'], exclusive: [], oneOf: [] },
  Wait: {
    required: [],
    optional: [...TRANSITION, 'Output', 'Assign', ...JSONATA_WAITS],
    exclusive: [],
    oneOf: [TRANSITION, WAITS],
  },
  Succeed: { required: [], optional: ['Output'], exclusive: [], oneOf: [] },
  Fail: { required: [], optional: ['Error', 'Cause'], exclusive: [], oneOf: [] },
  Parallel: {
    required: ['Branches'],
    optional: [...TRANSITION, 'Arguments', 'Output', 'Assign', ...ERRORS],
    exclusive: [],
    oneOf: [TRANSITION],
  },
  Map: {
    required: [],
    optional: [...TRANSITION, 'Items', 'Output', 'Assign', ...ERRORS, ...PROCESSOR, ...MAP, ...MAP_NUMBERS],
    exclusive: [],
    oneOf: [TRANSITION, PROCESSOR],
  },
};

export const STATE_FIELDS: Readonly<Record<QueryLanguage, FieldsByType>> = {
  JSONPath: JSONPATH_FIELDS,
  JSONata: JSONATA_FIELDS,
};

/** In the order in which AWS names them. */
export const STATE_TYPES: readonly string[] = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'];

export const QUERY_LANGUAGES = ['JSONPath', 'JSONata'];

export const COMMON_FIELDS: readonly string[] = ['Type', 'Comment', 'QueryLanguage'];

export function isStateType(type: unknown): type is StateType {
  return typeof type === 'string' && STATE_TYPES.includes(type);
}
