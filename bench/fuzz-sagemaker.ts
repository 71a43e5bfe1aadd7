import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fuzz, fuzzTarget } from '../test/conformance/fuzz/run-fuzz.ts';

const SEED = 20_261_124;
const WARM_UP_REQUESTS = 20_000;
const BYTES_PER_MB = 1e6;
/** What the heap may differ by from one moment to another without anything being kept. */
const MAX_GROWTH_BYTES = 5 * BYTES_PER_MB;
const MS_PER_SECOND = 1000;

/** Sends random requests to the SageMaker emulator; a fault, or a heap that has grown since the warm-up, is an error. */
export async function fuzzSageMaker(requests: number): Promise<readonly string[]> {
  await using fixture = await fuzzTarget();
  await fuzz(fixture.endpointUrl, SEED - 1, WARM_UP_REQUESTS);
  const before = heapBytes();
  const startMs = performance.now();
  const { answers, faults } = await fuzz(fixture.endpointUrl, SEED, requests);
  const seconds = (performance.now() - startMs) / MS_PER_SECOND;
  const growth = heapBytes() - before;
  if (faults.length > 0) throw new Error(`${faults.length} faults, the first: ${faults[0]}`);
  if (growth > MAX_GROWTH_BYTES) throw new Error(`the heap has grown by ${inMb(growth)} MB in ${requests} requests`);
  const kinds = [...answers].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} x ${kind}`);
  return [
    `${requests} random requests to SageMaker, seed ${SEED}: ${seconds.toFixed(0)} s, ${Math.round(requests / seconds)} a second, no fault`,
    `heap after collection ${inMb(before)} MB, growth ${inMb(growth)} MB`,
    kinds.join(', '),
  ];
}

/** After a full collection. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
}

function inMb(bytes: number): string {
  return (bytes / BYTES_PER_MB).toFixed(1);
}
