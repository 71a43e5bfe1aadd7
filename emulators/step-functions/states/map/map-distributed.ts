import type { MapState } from '../../definition/definition.ts';
import type { ChildInput, MapRun } from '../../engine/map-runner.ts';
import type { StateRun } from '../../engine/state-run.ts';
import { Payload } from '../../language/json.ts';
import { settled } from '../../language/jsonata/slow-evaluation.ts';
import { StateError } from '../../language/state-error.ts';
import { THRESHOLD_EXCEEDED } from './failure-limits.ts';
import { childInputs } from './map-batches.ts';
import { exceedsTolerance, runChildren } from './map-children.ts';
import { dataSetOf, processorOf, toleratedFailures } from './map-fields.ts';
import { maxItemsOf, readItems } from './map-item-reader.ts';
import { writeResults } from './map-result-writer.ts';

interface Distributed {
  /** What paths of the state see. */
  readonly input: Payload;
  readonly maxConcurrency: number;
  /** Called when the map run has begun. */
  readonly began: () => void;
}

/** Distributed: child executions run the items (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html). */
export async function runDistributed(run: StateRun<MapState>, request: Distributed): Promise<Payload> {
  const { line, state } = run;
  const { input, maxConcurrency } = request;
  const { ItemReader: reader } = state;
  const items = reader === undefined ? await settled(line.signal, () => dataSetOf(run, input)) : undefined;
  const maxItems = reader === undefined ? undefined : await settled(line.signal, () => maxItemsOf(run, reader, input));
  line.append('MapStateStarted', { length: items?.length ?? 0 });
  const tolerated = await settled(line.signal, () => toleratedFailures(run, input));
  const mapRun = line.execution.maps.start({
    label: state.Label,
    processor: processorOf(state),
    queryLanguage: line.queryLanguage,
    limits: {
      maxConcurrency,
      toleratedFailureCount: tolerated.count,
      toleratedFailurePercentage: tolerated.percentage,
    },
  });
  request.began();
  line.append('MapRunStarted', { mapRunArn: mapRun.arn });
  return following(run, mapRun, async () => {
    const found = items ?? (await readItems(run, input, maxItems));
    const children = await childInputs(run, input, found);
    mapRun.ready(children);
    return results(run, mapRun, input, children);
  });
}

/** Records the map run's end, and gives the state's result. */
async function following(run: StateRun<MapState>, mapRun: MapRun, work: () => Promise<Payload>): Promise<Payload> {
  const { line } = run;
  try {
    const result = await work();
    line.signal.throwIfAborted();
    mapRun.end('SUCCEEDED');
    line.append('MapRunSucceeded');
    line.appendAside('MapStateSucceeded');
    return result;
  } catch (error) {
    mapRun.end(line.signal.aborted ? 'ABORTED' : 'FAILED');
    line.signal.throwIfAborted();
    if (error instanceof StateError) line.append('MapRunFailed', failure(error));
    throw error;
  }
}

function failure({ errorName, causeText }: StateError): object {
  return {
    ...(errorName === undefined ? {} : { error: errorName }),
    ...(causeText === undefined ? {} : { cause: causeText }),
  };
}

async function results(
  run: StateRun<MapState>,
  mapRun: MapRun,
  input: Payload,
  children: readonly ChildInput[],
): Promise<Payload> {
  const ended = await runChildren(mapRun, children, run.line.signal);
  const { ResultWriter } = run.state;
  const written = ResultWriter === undefined ? undefined : await writeResults(run, ResultWriter, mapRun, input, ended);
  if (exceedsTolerance(mapRun.limits, ended, children)) {
    throw new StateError(THRESHOLD_EXCEEDED, 'The specified tolerated failure threshold was exceeded');
  }
  mapRun.written(ended);
  return written ?? Payload.list(ended.flatMap(({ output }) => (output === undefined ? [] : [output])));
}
