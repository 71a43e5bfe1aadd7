import { Pauses } from '../../../core/process/pauses.ts';
import type { MapState } from '../../definition/definition.ts';
import { detailsOf } from '../../engine/history.ts';
import { LineOfControl } from '../../engine/line-of-control.ts';
import type { ResumedLine } from '../../engine/resume.ts';
import { Siblings } from '../../engine/siblings.ts';
import type { StateRun } from '../../engine/state-run.ts';
import { type Json, Payload } from '../../language/json.ts';
import { settled } from '../../language/jsonata/slow-evaluation.ts';
import { itemContext, iterationInput, processorOf } from './map-fields.ts';

/** As many iterations as AWS runs at once in an inline Map state, whatever MaxConcurrency says. */
const MAX_INLINE_CONCURRENCY = 40;

interface Iterations {
  readonly items: readonly Json[];
  /** What paths in ItemSelector see. */
  readonly input: Payload;
  readonly maxConcurrency: number;
  readonly startedEventId: number;
  /** How far the iterations of a redriven state have come. */
  readonly resumed: ReadonlyMap<number, ResumedLine> | undefined;
}

/** Runs the iterations of an inline Map state; gives their outputs in the order of the items. */
export async function runIterations(run: StateRun<MapState>, iterations: Iterations): Promise<Payload> {
  const { line } = run;
  const { items, maxConcurrency, startedEventId, resumed } = iterations;
  const siblings = new Siblings(line.signal, startedEventId);
  const outputs: Payload[] = [];
  const waiting = items.keys();
  const pauses = new Pauses();
  const workers = Math.min(items.length, maxConcurrency || MAX_INLINE_CONCURRENCY, MAX_INLINE_CONCURRENCY);
  const worker = async (): Promise<void> => {
    let lastEventId = startedEventId;
    // All workers take from one iterator.
    for (const index of waiting) {
      const known = resumed?.get(index);
      if (known !== undefined && 'output' in known) {
        outputs[index] = known.output;
        continue;
      }
      const iteration = beginIteration(run, siblings.signal, index, items[index] ?? null, lastEventId);
      outputs[index] = await siblings.follow(
        iteration,
        iterate(run, iteration, iterations, index),
        recordEnd(run, index),
      );
      lastEventId = iteration.lastEventId;
      await pauses.whenDue();
      // Another one may have failed meanwhile.
      siblings.signal.throwIfAborted();
    }
  };
  await Promise.allSettled(Array.from({ length: workers }, worker));
  line.signal.throwIfAborted();
  line.continueAfter(siblings.lastEventId);
  if (siblings.failure !== undefined) throw siblings.failure.error;
  // As AWS records it, the state's exit follows the last iteration's end, not this event.
  line.appendAside('MapStateSucceeded');
  return Payload.list(outputs);
}

function beginIteration(
  run: StateRun<MapState>,
  signal: AbortSignal,
  index: number,
  item: Json,
  lastEventId: number,
): LineOfControl {
  const { line, name } = run;
  const iteration = new LineOfControl(line.execution, {
    definition: processorOf(run.state),
    signal,
    lastEventId,
    context: { ...line.context, Map: itemContext(index, item) },
    queryLanguage: line.queryLanguage,
    outer: line,
  });
  iteration.append('MapIterationStarted', { name, index });
  return iteration;
}

async function iterate(
  run: StateRun<MapState>,
  iteration: LineOfControl,
  { items, input, resumed }: Iterations,
  index: number,
): Promise<Payload> {
  // Every worker's first iteration is recorded as started before any state is entered; and deep nesting begins on an empty stack.
  await Promise.resolve();
  const item = items[index] ?? null;
  const known = resumed?.get(index);
  const point = known !== undefined && 'point' in known ? known.point : undefined;
  const select = () => iterationInput(run, input, item, itemContext(index, item));
  return run.line.execution.runLine(
    iteration,
    run.isJsonata ? await settled(iteration.signal, select) : select(),
    point,
  );
}

function recordEnd({ name, line }: StateRun<MapState>, index: number) {
  return (end: string, previousEventId: number): number => {
    const type = `MapIteration${end}`;
    return line.appendAside(type, previousEventId, detailsOf(type, { name, index }));
  };
}
