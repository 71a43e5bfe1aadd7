import { isMembers, numberIn, textIn } from '../members.ts';

/** One line of a log, with the stream that it is in. */
export interface LogEvent {
  readonly id: string;
  readonly timeMs: number;
  readonly stream: string;
  readonly message: string;
}

/** Events of an answer of FilterLogEvents; entries that are none are left out. */
export function logEvents(list: readonly unknown[]): readonly LogEvent[] {
  return list.filter(isMembers).flatMap((entry) => {
    const [id, message] = [textIn(entry, 'eventId'), textIn(entry, 'message')];
    const timeMs = numberIn(entry, 'timestamp');
    if (id === undefined || message === undefined || timeMs === undefined) return [];
    return [{ id, timeMs, stream: textIn(entry, 'logStreamName') ?? '', message: message.replace(/\n$/, '') }];
  });
}

const RED = /\b(?:error|exception|failed|fatal|traceback|task timed out)\b/i;
const AMBER = /\bwarn(?:ing)?\b/i;

/** What a line seems to be, by its words. */
export function lineLevel(message: string): 'error' | 'warning' | 'plain' {
  if (RED.test(message)) return 'error';
  return AMBER.test(message) ? 'warning' : 'plain';
}
