import {
  optionalNumber,
  optionalString,
  optionalStrings,
  requiredString,
  stringMap,
} from '../core/validation/input-members.ts';
import { AwsError, notImplemented } from '../core/wire/aws-error.ts';
import type { JsonObject, JsonOperations } from '../core/wire/wire-json.ts';
import type { LogGroup } from './log-group.ts';
import type { LogStore } from './log-store.ts';
import { groupNameOfArn, invalidParameter } from './logs-input.ts';
import { fromToken, toToken } from './page-token.ts';

const PAGE = 50;
const MAX_TAGS = 50;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** Log groups: life, retention, tags. `arnPrefix` is `arn:aws:logs:<region>:<account>`. */
export function groupOperations(store: LogStore, arnPrefix: string): JsonOperations {
  return {
    CreateLogGroup: (input) => createGroup(input, store),
    DeleteLogGroup: (input) => {
      store.delete(namedGroup(input, store));
      return {};
    },
    DescribeLogGroups: (input) => describeGroups(input, store, arnPrefix),
    PutRetentionPolicy: (input) => {
      const days = optionalNumber(input, 'retentionInDays');
      if (days === undefined || !RETENTION_DAYS.includes(days)) {
        throw invalidParameter(`[rehearsal] retentionInDays ${days} must be one of ${RETENTION_DAYS.join(', ')}`);
      }
      const group = namedGroup(input, store);
      store.change(group, { ...group.record, retentionInDays: days });
      return {};
    },
    DeleteRetentionPolicy: (input) => {
      const group = namedGroup(input, store);
      const { retentionInDays: _gone, ...record } = group.record;
      store.change(group, record);
      return {};
    },
    ...tagOperations(store),
  };
}

function tagOperations(store: LogStore): JsonOperations {
  const tag = (input: JsonObject, group: LogGroup) => {
    const tags = { ...group.record.tags, ...stringMap(input, 'tags') };
    checkTagCount(tags);
    store.change(group, { ...group.record, tags });
    return {};
  };
  const untag = (keys: readonly string[] | undefined, group: LogGroup) => {
    const kept = Object.entries(group.record.tags).filter(([key]) => !keys?.includes(key));
    store.change(group, { ...group.record, tags: Object.fromEntries(kept) });
    return {};
  };
  return {
    TagResource: (input) => tag(input, resourceGroup(input, store)),
    UntagResource: (input) => untag(optionalStrings(input, 'tagKeys'), resourceGroup(input, store)),
    ListTagsForResource: (input) => ({ tags: resourceGroup(input, store).record.tags }),
    TagLogGroup: (input) => tag(input, namedGroup(input, store)),
    UntagLogGroup: (input) => untag(optionalStrings(input, 'tags'), namedGroup(input, store)),
    ListTagsLogGroup: (input) => ({ tags: namedGroup(input, store).record.tags }),
  };
}

function createGroup(input: JsonObject, store: LogStore): object {
  const [name, tags] = [requiredString(input, 'logGroupName'), stringMap(input, 'tags')];
  const logGroupClass = optionalString(input, 'logGroupClass') ?? 'STANDARD';
  if (logGroupClass !== 'STANDARD') throw notImplemented('logs', `CreateLogGroup with logGroupClass ${logGroupClass}`);
  for (const member of ['kmsKeyId', 'deletionProtectionEnabled']) {
    if (input[member]) throw notImplemented('logs', `CreateLogGroup with ${member}`);
  }
  checkTagCount(tags);
  store.add(name, tags);
  return {};
}

function describeGroups(input: JsonObject, store: LogStore, arnPrefix: string): object {
  const prefix = optionalString(input, 'logGroupNamePrefix');
  const part = optionalString(input, 'logGroupNamePattern');
  const limit = optionalNumber(input, 'limit') ?? PAGE;
  const token = optionalString(input, 'nextToken');
  if (prefix !== undefined && part !== undefined) {
    throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
  }
  const after = token === undefined ? '' : String(fromToken(token, 1)[0]);
  const found = store.groups.filter(
    ({ record: { name } }) =>
      name > after && name.startsWith(prefix ?? '') && name.toLowerCase().includes((part ?? '').toLowerCase()),
  );
  const shown = found.slice(0, limit);
  const last = shown.at(-1)?.record.name;
  return {
    logGroups: shown.map((group) => describe(group, arnPrefix)),
    ...(found.length > shown.length && last !== undefined ? { nextToken: toToken([last]) } : {}),
  };
}

function describe(group: LogGroup, arnPrefix: string): object {
  const { name, createdAtMs, retentionInDays } = group.record;
  const logGroupArn = `${arnPrefix}:log-group:${name}`;
  return {
    logGroupName: name,
    creationTime: createdAtMs,
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
    metricFilterCount: 0,
    arn: `${logGroupArn}:*`,
    storedBytes: group.storedBytes,
    logGroupClass: 'STANDARD',
    logGroupArn,
    deletionProtectionEnabled: false,
  };
}

function namedGroup(input: JsonObject, store: LogStore): LogGroup {
  return store.required(requiredString(input, 'logGroupName'));
}

function resourceGroup(input: JsonObject, store: LogStore): LogGroup {
  const group = store.find(groupNameOfArn(requiredString(input, 'resourceArn')) ?? '');
  if (group === undefined) {
    throw new AwsError('ResourceNotFoundException', 400, 'The specified resource does not exist.');
  }
  return group;
}

function checkTagCount(tags: object): void {
  if (Object.keys(tags).length <= MAX_TAGS) return;
  throw new AwsError('TooManyTagsException', 400, `[rehearsal] a log group can have at most ${MAX_TAGS} tags`);
}
