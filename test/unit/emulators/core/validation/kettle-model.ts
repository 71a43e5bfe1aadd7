import type { ApiModel, Shape } from '../../../../../emulators/core/validation/api-model.ts';
import { validatedInput } from '../../../../../emulators/core/validation/request-validation.ts';

export const SHAPES: Readonly<Record<string, Shape>> = {
  Boil: {
    type: 'structure',
    required: ['Name'],
    members: {
      Name: { shape: 'Name' },
      Cups: { shape: 'Cups' },
      Liquids: { shape: 'Long' },
      Heat: { shape: 'Heat' },
      Lid: { shape: 'Lid' },
      Since: { shape: 'Since' },
      Picture: { shape: 'Picture' },
      Words: { shape: 'Words' },
      Parts: { shape: 'Parts' },
      Tags: { shape: 'Tags' },
      Handles: { shape: 'Handles' },
    },
  },
  Name: { type: 'string', min: 2, max: 3, pattern: '[a-z]+', enum: ['ab', 'abc', 'ABCD'] },
  Cups: { type: 'integer', min: 1, max: 9 },
  Long: { type: 'long' },
  Heat: { type: 'double', max: 100.5 },
  Lid: { type: 'boolean' },
  Since: { type: 'timestamp' },
  Picture: { type: 'blob' },
  Word: { type: 'string', min: 1, max: 2 },
  Words: { type: 'list', member: { shape: 'Word' }, min: 1, max: 2 },
  Part: { type: 'structure', required: ['Kind'], members: { Kind: { shape: 'Word' }, Size: { shape: 'Cups' } } },
  Parts: { type: 'list', member: { shape: 'Part' }, max: 2 },
  Tags: { type: 'map', key: { shape: 'Word' }, value: { shape: 'Word' }, min: 1, max: 2 },
  Handles: {
    type: 'map',
    key: { shape: 'Part', locationName: 'Where' },
    value: { shape: 'Part', locationName: 'What' },
  },
};
export const MODEL: ApiModel = {
  metadata: { apiVersion: '2026-01-01', protocol: 'json' },
  inputs: { Boil: 'Boil' },
  shapes: SHAPES,
  operationNames: ['Boil'],
};

/** The input that is read, or why it is refused. */
export function answer(written: unknown): unknown {
  try {
    return validatedInput(MODEL, 'Boil', written);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
export const detected = (...sentences: readonly string[]) =>
  `${sentences.length} validation error${sentences.length === 1 ? '' : 's'} detected: ${sentences.join('; ')}`;
export const breach = (value: string, path: string, constraint: string) =>
  `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;
export const member = (value: unknown) => answer({ Name: 'ab', ...(value as object) });
