import { isList, isRecord, type Json, type JsonRecord, ownMember } from '../json.ts';
import { EvaluationError } from '../state-error.ts';
import { parsePath, parsePlainPath } from './json-path-parser.ts';

/** A path that names one place, as ResultPath needs it. */
export function isReferencePath(text: string): boolean {
  try {
    return parsePlainPath(text.trim()).steps.every(({ kind }) => kind === 'member' || kind === 'index');
  } catch {
    return false;
  }
}

/** `document` with `value` at the place; objects that are missing on the way are made. Throws States.ResultPathMatchFailure. */
export function setAt(document: Json, text: string, value: Json): Json {
  const keys = parsePath(text.trim()).steps.map((step) => {
    if (step.kind === 'member') return step.name;
    if (step.kind === 'index') return step.index;
    throw mismatch(text, document);
  });
  const replace = (at: Json | undefined, depth: number): Json => {
    const key = keys[depth];
    if (key === undefined) return value;
    if (typeof key === 'string') return setMember(at, key, (old) => replace(old, depth + 1), text, document);
    if (!isList(at) || key >= at.length || key < 0) throw mismatch(text, document);
    return at.map((item, index) => (index === key ? replace(item, depth + 1) : item));
  };
  return replace(document, 0);
}

function setMember(
  at: Json | undefined,
  name: string,
  next: (old: Json | undefined) => Json,
  text: string,
  document: Json,
): JsonRecord {
  if (at === undefined) return Object.fromEntries([[name, next(undefined)]]);
  if (!isRecord(at)) throw mismatch(text, document);
  // A member that is there already keeps its place.
  return Object.fromEntries([...Object.entries(at), [name, next(ownMember(at, name))]]);
}

function mismatch(text: string, document: Json): EvaluationError {
  return new EvaluationError(
    `[rehearsal] The ResultPath '${text}' names a place that the input '${JSON.stringify(document)}' cannot have`,
    'States.ResultPathMatchFailure',
  );
}
