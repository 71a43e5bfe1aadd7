import type { Shape } from './model-facts.ts';
import { fits } from './sample-values.ts';

/** What AWS answers to a variant. */
export type Expected =
  /** ValidationException with these sentences, in whatever order. */
  | { readonly kind: 'violations'; readonly sentences: readonly string[] }
  /** SerializationException; AWS's words are not known. */
  | { readonly kind: 'wrong type' }
  /** Whatever the service answers, no refusal by the API model. */
  | { readonly kind: 'valid' };

export const VALID: Expected = { kind: 'valid' };
export const WRONG_TYPE: Expected = { kind: 'wrong type' };

/** In a sentence: any text is there in the answer. */
export const ANY_VALUE = '\u0000any';

/** control-plane-errors.json: validation.null. */
export function missingAt(path: string): string {
  return `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
}

export function sentence(value: unknown, path: string, constraint: string): string {
  return `Value '${printed(value)}' at '${path}' failed to satisfy constraint: ${constraint}`;
}

/** control-plane-errors.json: validation.maxLength, minLength, pattern, enum. */
export function textConstraints(shape: Shape): readonly (readonly [string, (text: string) => boolean])[] {
  const { min, max, pattern, enum: values } = shape;
  return [
    ...(max === undefined ? [] : [[atMostLong(max), (text: string) => [...text].length <= max] as const]),
    ...(min === undefined ? [] : [[atLeastLong(min), (text: string) => [...text].length >= min] as const]),
    ...(pattern === undefined
      ? []
      : [
          [
            `Member must satisfy regular expression pattern: ${pattern}`,
            (text: string) => fits(pattern, text),
          ] as const,
        ]),
    ...(values === undefined
      ? []
      : [
          [
            `Member must satisfy enum value set: [${values.join(', ')}]`,
            (text: string) => values.includes(text),
          ] as const,
        ]),
  ];
}

export const atMostLong = (max: number) => `Member must have length less than or equal to ${max}`;
export const atLeastLong = (min: number) => `Member must have length greater than or equal to ${min}`;

/** A single text at a path. */
export function textViolations(shape: Shape, text: string, path: string): Expected {
  const broken = textConstraints(shape).filter(([, holds]) => !holds(text));
  return { kind: 'violations', sentences: broken.map(([constraint]) => sentence(text, path, constraint)) };
}

/** A text in a list or map: the whole is printed, with every constraint (validation.mapValue). */
export function elementViolation(element: Shape, whole: unknown, path: string, rule: string): Expected {
  const all = textConstraints(element).map(([constraint]) => constraint);
  return { kind: 'violations', sentences: [sentence(whole, path, `${rule} constraint: [${all.join(', ')}]`)] };
}

/** As Java prints lists and maps. */
function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([key, member]) => `${key}=${printed(member)}`);
  return `{${members.join(', ')}}`;
}

export interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string;
}

/** A text of the service's own, or the common one with other sentences. */
export type OwnRefusal = { readonly code: string } & (
  | { readonly message: string }
  | { readonly sentences: readonly string[] }
);

/** How a service refuses. */
export interface AnswerRules {
  readonly code: string;
  readonly wrongTypeCode: string;
  readonly ownRefusal?: (sentences: readonly string[]) => OwnRefusal | undefined;
}

/** Whether an answer is AWS's, as far as AWS's is known. */
export function isAsExpected(expected: Expected, answer: Answer, rules: AnswerRules): boolean {
  const { status, code, message } = answer;
  if (expected.kind === 'wrong type') {
    return status === 400 && code === rules.wrongTypeCode && message.startsWith('[rehearsal] ');
  }
  if (expected.kind === 'valid') {
    return !isModelRefusal(answer, rules) && status < 500 && !message.includes('not emulated');
  }
  const own = rules.ownRefusal?.(expected.sentences);
  if (own !== undefined) {
    const isSaid = 'message' in own ? message === own.message : saysExactly(message, own.sentences);
    return status === 400 && code === own.code && isSaid;
  }
  return status === 400 && code === rules.code && saysExactly(message, expected.sentences);
}

export function isModelRefusal({ code, message }: Answer, { wrongTypeCode }: AnswerRules): boolean {
  return code === wrongTypeCode || / validation errors? detected: /.test(message);
}

/** The count and every sentence, in whatever order, as the values of enumerations: AWS's is not stable. */
function saysExactly(given: string, expected: readonly string[]): boolean {
  const [message, sentences] = [inOrder(given), expected.map(inOrder)];
  const head = `${sentences.length} validation error${sentences.length === 1 ? '' : 's'} detected: `;
  if (!message.startsWith(head)) return false;
  const [only = ''] = sentences;
  if (only.includes(ANY_VALUE)) {
    const [before = '', after = ''] = `${head}${only}`.split(ANY_VALUE);
    return sentences.length === 1 && message.startsWith(before) && message.endsWith(after);
  }
  const isWhole = message.length === head.length + sentences.join('; ').length;
  return isWhole && sentences.every((text) => message.includes(text));
}

function inOrder(text: string): string {
  return text.replace(/enum value set: \[([^\]]*)\]/g, (_, values: string) => {
    return `enum value set: [${values.split(', ').sort().join(', ')}]`;
  });
}
