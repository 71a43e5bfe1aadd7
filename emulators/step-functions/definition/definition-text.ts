import { isRecord, type Json, type JsonRecord, parseJson } from '../language/json.ts';
import { bareWord, jsonFault } from '../language/json-fault.ts';
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
  const fault = jsonFault(text, error);
  const base = { severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION' } as const;
  const word = bareWord(text);
  if (word === undefined) return { ...base, message: fault };
  // AWS gives the column after the word; elsewhere it is not known how it counts.
  const column = text.indexOf(word) + word.length + 1;
  const location = `[Source: (String)"${text.slice(0, 500)}"; line: 1, column: ${column}]`;
  return { ...base, location, message: `${fault}\n at ${location}` };
}
