import type { MapState } from '../../definition/definition.ts';
import { detailsOf } from '../../engine/history.ts';
import type { ResumedLine } from '../../engine/resume.ts';
import { runStates } from '../../engine/run-states.ts';
import { Siblings } from '../../engine/siblings.ts';
import type { StateRun } from '../../engine/state-run.ts';
import { Thread } from '../../engine/thread.ts';
import { type Json, Payload } from '../../language/json.ts';
import { iterationInput, processorOf } from './map-fields.ts';

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
  const { thread } = run;
  const { items, maxConcurrency, startedEventId, resumed } = iterations;
  const siblings = new Siblings(thread.signal, startedEventId);
  const outputs: Payload[] = [];
  const waiting = items.keys();
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
      const line = beginIteration(run, siblings.signal, index, items[index] ?? null, lastEventId);
      outputs[index] = await siblings.follow(line, iterate(run, line, iterations, index), recordEnd(run, index));
      lastEventId = line.lastEventId;
    }
  };
  await Promise.allSettled(Array.from({ length: workers }, worker));
  thread.signal.throwIfAborted();
  thread.continueAfter(siblings.lastEventId);
  if (siblings.failure !== undefined) throw siblings.failure.error;
  // As AWS records it, the state's exit follows the last iteration's end, not this event.
  thread.appendAside('MapStateSucceeded');
  return Payload.list(outputs);
}

function beginIteration(
  run: StateRun<MapState>,
  signal: AbortSignal,
  index: number,
  item: Json,
  lastEventId: number,
): Thread {
  const { thread, name } = run;
  const line = new Thread(thread.execution, {
    definition: processorOf(run.state),
    signal,
    lastEventId,
    context: { ...thread.context, Map: { Item: { Index: index, Value: item } } },
    queryLanguage: thread.queryLanguage,
    outer: thread,
  });
  line.append('MapIterationStarted', { name, index });
  return line;
}

async function iterate(
  run: StateRun<MapState>,
  line: Thread,
  { items, input, resumed }: Iterations,
  index: number,
): Promise<Payload> {
  // Every worker's first iteration is recorded as started before any state is entered; and deep nesting begins on an empty stack.
  await Promise.resolve();
  const item = items[index] ?? null;
  const known = resumed?.get(index);
  const point = known !== undefined && 'point' in known ? known.point : undefined;
  return runStates(line, iterationInput(run, input, item, { Item: { Index: index, Value: item } }), point);
}

function recordEnd({ name, thread }: StateRun<MapState>, index: number) {
  return (end: string, previousEventId: number): number => {
    const type = `MapIteration${end}`;
    return thread.appendAside(type, previousEventId, detailsOf(type, { name, index }));
  };
}
