import type { Parameter, Shape } from '../network/layer.ts';
import type { Normalization } from '../readers/image-set.ts';

/** Everything but the weights that predictions need, and what incremental training compares. */
export interface ModelDescription {
  readonly numClasses: number;
  readonly numLayers: number;
  readonly imageShape: Shape;
  readonly inputShape: Shape;
  readonly normalization: Normalization;
  /** Set where an image may be of several classes. */
  readonly multiLabel?: true;
}

interface Header extends ModelDescription {
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[] }[];
}

export interface ParamsFile {
  readonly description: ModelDescription;
  readonly weights: ReadonlyMap<string, Float32Array>;
}

const MAGIC = 'retraining-rehearsal-params 1';
const VALUE_BYTES = 4;

/** The rehearsal's own format (docs/training.md), not MXNet's: a line that says so, a line of JSON, then the values. */
export function encodeParams(
  description: ModelDescription,
  parameters: readonly Parameter[],
  weights: readonly Float32Array[],
): Buffer {
  const tensors = parameters.map(({ name, shape }) => ({ name, shape }));
  const { numClasses, numLayers, imageShape, inputShape, normalization, multiLabel } = description;
  const kind = multiLabel === undefined ? {} : { multiLabel };
  const header: Header = { numClasses, numLayers, imageShape, inputShape, normalization, ...kind, tensors };
  const values = Buffer.alloc(weights.reduce((sum, { length }) => sum + length, 0) * VALUE_BYTES);
  let at = 0;
  for (const tensor of weights) {
    for (const value of tensor) at = values.writeFloatLE(value, at);
  }
  return Buffer.concat([Buffer.from(`${MAGIC}\n${JSON.stringify(header)}\n`), values]);
}

/** Throws an Error that says what does not fit. */
export function decodeParams(bytes: Buffer): ParamsFile {
  const magicEnd = bytes.indexOf('\n');
  const headerEnd = bytes.indexOf('\n', magicEnd + 1);
  if (magicEnd < 0 || headerEnd < 0 || bytes.toString('latin1', 0, magicEnd) !== MAGIC) {
    throw new Error(`the .params file does not begin with '${MAGIC}': it was not written by the rehearsal`);
  }
  const { tensors, ...description } = JSON.parse(bytes.toString('utf8', magicEnd + 1, headerEnd)) as Header;
  const weights = new Map<string, Float32Array>();
  let at = headerEnd + 1;
  for (const { name, shape } of tensors) {
    const length = shape.reduce((product, extent) => product * extent, 1);
    if (!(at + length * VALUE_BYTES <= bytes.length)) throw new Error(`the .params file ends inside '${name}'`);
    const values = new Float32Array(length);
    for (let index = 0; index < values.length; index++) values[index] = bytes.readFloatLE(at + index * VALUE_BYTES);
    at += values.length * VALUE_BYTES;
    weights.set(name, values);
  }
  if (at !== bytes.length) throw new Error(`the .params file has ${bytes.length - at} bytes too many`);
  return { description, weights };
}
