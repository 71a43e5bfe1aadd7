import { parsed, recordOf } from '../../generate-dataset/storage/json-shapes.ts';
import { probabilitiesProblem } from '../predictions.ts';

/** The probabilities in the output for one image, or what is wrong with it. */
export function probabilitiesIn(text: string, classes: number): readonly number[] | string {
  const value = parsed(text);
  if (value === undefined) return 'is not JSON';
  const list = Array.isArray(value) ? value : recordOf(value)?.['prediction'];
  if (!isNumberList(list)) return 'has no list of probabilities';
  return probabilitiesProblem(list, classes) ?? list;
}

function isNumberList(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'number');
}
