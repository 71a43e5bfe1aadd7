import { isRecord, type Json, type JsonRecord, parseJson } from '../language/json.ts';
import type { Problem } from './problem.ts';

const NOT_AN_OBJECT: Problem = {
  severity: 'ERROR',
  code: 'SCHEMA_VALIDATION_FAILED',
  message: 'Definition must be a valid JSON object',
};

/** The definition as an object, or why it is none, in AWS's words as far as they are known. */
export function readDefinitionText(text: string): { readonly definition: JsonRecord } | { readonly problem: Problem } {
  if (text.trim() === '') return { problem: NOT_AN_OBJECT };
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    return { problem: notJson(text, error) };
  }
  return isRecord(value) ? { definition: value } : { problem: NOT_AN_OBJECT };
}

function notJson(text: string, error: unknown): Problem {
  const word = /^\s*([A-Za-z_$][\w$]*)/.exec(text);
  const location = `[Source: (String)"${text.slice(0, 500)}"; line: 1, column: ${(word?.[0].length ?? 0) + 1}]`;
  if (word !== null) {
    const message = `Unrecognized token '${word[1]}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at ${location}`;
    return { severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message, location };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message: `[rehearsal] ${reason}` };
}
