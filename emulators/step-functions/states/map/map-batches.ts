import type { MapState, NumberField } from '../../definition/definition.ts';
import type { ChildInput } from '../../engine/map-runner.ts';
import type { StateRun } from '../../engine/state-run.ts';
import { applyTemplate, MAX_PAYLOAD_BYTES } from '../../language/data-flow.ts';
import { Payload } from '../../language/json.ts';
import { fillJsonata } from '../../language/jsonata/jsonata.ts';
import { settled } from '../../language/jsonata/slow-evaluation.ts';
import { nextTurn } from '../../language/jsonata/turn.ts';
import { itemContext, itemInput, iterationInput, type MapItem, positiveInteger } from './map-fields.ts';

/** A data set may have hundreds of thousands of items. */
const ITEMS_BETWEEN_PAUSES = 1_000;

/** The inputs of the child executions: one for each item, or for each batch of them (ItemBatcher). */
export async function childInputs(
  run: StateRun<MapState>,
  input: Payload,
  items: readonly MapItem[],
): Promise<readonly ChildInput[]> {
  const { signal } = run.line;
  const inputs: Payload[] = [];
  for (const [index, item] of items.entries()) {
    const context = itemContext(index, item.value, item.source, item.key);
    inputs.push(await settled(signal, () => iterationInput(run, input, itemInput(item), context)));
    if (inputs.length % ITEMS_BETWEEN_PAUSES === 0) await nextTurn();
  }
  if (run.state.ItemBatcher === undefined) return inputs.map((one) => ({ input: one, itemCount: 1 }));
  return settled(signal, () => batches(run, input, inputs));
}

/** The items of each child execution together, as far as both limits allow. */
export function batches(run: StateRun<MapState>, input: Payload, items: readonly Payload[]): readonly ChildInput[] {
  const { ItemBatcher: batcher = {} } = run.state;
  const number = (name: string, field: NumberField | undefined, path: string | undefined) =>
    positiveInteger(run, input, { name, place: `ItemBatcher/${name}`, field, path });
  const maxItems = number('MaxItemsPerBatch', batcher.MaxItemsPerBatch, batcher.MaxItemsPerBatchPath);
  const maxBytes = number('MaxInputBytesPerBatch', batcher.MaxInputBytesPerBatch, batcher.MaxInputBytesPerBatchPath);
  const shared = batchInput(run, input);
  const wrap = (batch: readonly Payload[]): Payload => {
    const list = Payload.list(batch);
    if (shared === undefined) return new Payload({ Items: list.value }, `{"Items":${list.text}}`);
    const text = `{"BatchInput":${shared.text},"Items":${list.text}}`;
    return new Payload({ BatchInput: shared.value, Items: list.value }, text);
  };
  const limits = { items: maxItems ?? Number.POSITIVE_INFINITY, bytes: maxBytes ?? MAX_PAYLOAD_BYTES };
  return split(items, limits, Buffer.byteLength(wrap([]).text)).map((batch) => ({
    input: wrap(batch),
    itemCount: batch.length,
  }));
}

/** Fills each batch as far as both limits allow; an item that is too large alone is a batch of its own. */
function split(
  items: readonly Payload[],
  limits: { readonly items: number; readonly bytes: number },
  emptyBytes: number,
): readonly (readonly Payload[])[] {
  const all: Payload[][] = [];
  let bytes = emptyBytes;
  for (const item of items) {
    const size = Buffer.byteLength(item.text);
    const last = all.at(-1);
    // A comma comes before every item but the first.
    if (last === undefined || last.length >= limits.items || bytes + 1 + size > limits.bytes) {
      all.push([item]);
      bytes = emptyBytes + size;
    } else {
      last.push(item);
      bytes += 1 + size;
    }
  }
  return all;
}

function batchInput(run: StateRun<MapState>, input: Payload): Payload | undefined {
  const template = run.state.ItemBatcher?.BatchInput;
  if (template === undefined) return undefined;
  if (run.isJsonata) return new Payload(fillJsonata(template, 'ItemBatcher/BatchInput', run.jsonata()));
  return applyTemplate(template, run.scope(input));
}
