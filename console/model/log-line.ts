import type { LogEvent } from './logs/found-line.ts';
import { type Members, numberIn, textIn } from './members.ts';

/** An event of a job's log; its message is without the time that it begins with, and a level that says nothing. */
export interface LogLine extends LogEvent {
  /** As it was written. */
  readonly text: string;
  readonly isError: boolean;
}

/** Levels as Python and Node write them, and the first line of a stack. */
const ERROR =
  /\b(?:ERROR|CRITICAL|FATAL)\b|^Traceback \(most recent call last\)|\b[A-Z]\w*(?:Error|Exception)\b|Task timed out/;

/** `[11/27/2026 17:12:41 INFO 1827] ` of the algorithm; the level is kept where it says more. */
const HEAD = /^\[\d\d\/\d\d\/\d{4} [\d:]+ ([A-Z]+) \d+\] /;

/** Events of an answer of GetLogEvents, which gives them no ids; `known` of the stream are there already. */
export function logLinesIn(events: readonly Members[], stream: string, known = 0): readonly LogLine[] {
  return events.map((event, index) => {
    // CloudWatch keeps what a container wrote, line ends of other systems and a tab as #011 included.
    const text = (textIn(event, 'message') ?? '').replace(/[\r\n]+$/, '').replaceAll('#011', '\t');
    return {
      id: `${stream} ${known + index}`,
      timeMs: numberIn(event, 'timestamp') ?? 0,
      stream,
      message: text.replace(HEAD, (_, level: string) => (level === 'INFO' ? '' : `${level} `)),
      text,
      isError: ERROR.test(text),
    };
  });
}

/** Lines that hold all of the words, whatever their case. */
export function linesWith(lines: readonly LogLine[], search: string): readonly LogLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return lines;
  return lines.filter(({ text }) => {
    const lower = text.toLowerCase();
    return words.every((word) => lower.includes(word));
  });
}
