import { invalidParameter } from './logs-input.ts';

/** Whether a message fits a filter pattern. */
export type MessageFilter = (message: string) => boolean;

const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|([\p{L}\p{N}_]+))(?=\s|$)/uy;

/**
 * Unstructured filter patterns: plain and "quoted" terms that must all occur, `-NOT` terms that must not, or `?OR` terms of
 * which one must occur. Letter case counts.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(pattern: string): MessageFilter {
  const text = pattern.trim();
  refuseOtherKinds(text);
  const terms = parseTerms(text);
  const ofKind = (sign: string) => terms.filter((term) => term.sign === sign).map(({ value }) => value);
  const [required, excluded, optional] = [ofKind(''), ofKind('-'), ofKind('?')];
  if (optional.length > 0 && optional.length < terms.length) {
    throw refused('?OR terms beside other terms, whose meaning AWS leaves open', pattern);
  }
  return (message) =>
    required.every((term) => message.includes(term)) &&
    !excluded.some((term) => message.includes(term)) &&
    (optional.length === 0 || optional.some((term) => message.includes(term)));
}

function refuseOtherKinds(text: string): void {
  if (text.startsWith('{')) throw refused('JSON patterns', text);
  if (text.startsWith('[')) throw refused('patterns of space-delimited fields', text);
  if (/^[?-]?%/.test(text)) throw refused('regular expressions', text);
}

function parseTerms(text: string): { sign: string; value: string }[] {
  const terms: { sign: string; value: string }[] = [];
  for (let position = 0; position < text.length; position = TERM.lastIndex) {
    TERM.lastIndex = position;
    const match = TERM.exec(text);
    if (match === null) {
      throw invalidParameter(
        `[rehearsal] Invalid filter pattern ${JSON.stringify(text)}: a term with characters other than letters, digits and _ must be in double quotes`,
      );
    }
    const [, sign = '', quoted, plain] = match;
    terms.push({ sign, value: quoted?.replace(/\\(.)/gu, '$1') ?? plain ?? '' });
  }
  return terms;
}

function refused(kind: string, pattern: string) {
  return invalidParameter(`[rehearsal] ${kind} are not emulated: ${pattern}. Use plain, "quoted", -NOT or ?OR terms.`);
}
