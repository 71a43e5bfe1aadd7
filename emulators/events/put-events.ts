import { randomUUID } from 'node:crypto';
import { structures } from '../core/validation/input-members.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';

/** What becomes of one entry: an id, or why it was refused. */
type EntryResult = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html: all entries together, UTF-8. */
const MAX_TOTAL_BYTES = 256 * 1024;
const TIME_BYTES = 14;

/** Takes events to the default bus, where no rule matches them (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html). */
export function putEvents(input: JsonObject): object {
  const entries = structures(input, 'Entries');
  if (entries.reduce((total, entry) => total + sizeOf(entry), 0) > MAX_TOTAL_BYTES) {
    throw new AwsError('ValidationException', 400, 'Total size of the entries in the request is over the limit.');
  }
  const results = entries.map(resultOf);
  return { Entries: results, FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length };
}

function sizeOf({ Source, DetailType, Detail, Resources, Time }: JsonObject): number {
  const texts = [Source, DetailType, Detail, ...(Array.isArray(Resources) ? Resources : [])];
  const bytes = texts.map((text) => (typeof text === 'string' ? Buffer.byteLength(text) : 0));
  return bytes.reduce((total, each) => total + each, Time === undefined ? 0 : TIME_BYTES);
}

function resultOf(entry: JsonObject): EntryResult {
  for (const member of ['Source', 'DetailType', 'Detail']) {
    const value = entry[member];
    if (typeof value === 'string' && value !== '') continue;
    return refused('InvalidArgument', `Parameter ${member} is not valid. Reason: ${member} is a required argument.`);
  }
  const bus = entry['EventBusName'];
  if (typeof bus === 'string' && bus !== 'default' && !bus.endsWith(':event-bus/default')) {
    return refused(
      'ResourceNotFoundException',
      `[rehearsal] the event bus ${bus} does not exist; there is default only`,
    );
  }
  if (String(entry['Source']).startsWith('aws.')) {
    return refused('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  return isObjectText(String(entry['Detail']))
    ? { EventId: randomUUID() }
    : refused('MalformedDetail', 'Detail is malformed.');
}

function refused(ErrorCode: string, ErrorMessage: string): EntryResult {
  return { ErrorCode, ErrorMessage };
}

function isObjectText(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text));
  } catch {
    return false;
  }
}
