import { createHash } from 'node:crypto';
import type { CommandTable } from '../../emulators/core/command-line/command-table.ts';
import { runCommand } from '../../emulators/core/command-line/run-command.ts';
import { formatTable } from '../../localstack/cli/views/format.ts';
import { CALM } from '../simulated-s3/fates.ts';
import { KEY_SPACES } from '../simulated-s3/key-space.ts';
import { startSimulatedS3 } from '../simulated-s3/start.ts';
import { withBundledFunction } from './bundled-function.ts';
import { type CalledFunction, callFunction } from './dataset-peers.ts';

const DEFAULT_KEYS = 10_000_000;
const TEST_KEYS = 1000;
const BYTES_PER_MB = 1e6;
const EXECUTION = 'bench';

const TABLE = {
  command: 'npm run bench -- fan-out',
  summary: [
    'Measures a data set of five even classes that several calls of the generate-dataset function list, each in a process of its own,',
    'one after the other: what they take on as many machines is the longest of them. S3 is simulated, a page comes after 100 ms.',
  ],
  options: { keys: { value: 'N', text: `keys of the data set (default: ${DEFAULT_KEYS})` } },
} as const satisfies CommandTable;

interface Step {
  readonly name: string;
  readonly calls: readonly CalledFunction[];
}

type Call = (fanOut: object) => Promise<CalledFunction>;

/** `npm run bench -- fan-out`. */
export function benchFanOut(): Promise<void> {
  return runCommand(TABLE, async (options) => {
    const keys = options.count('keys') ?? DEFAULT_KEYS;
    await withBundledFunction((bundle) => measure(bundle, keys));
    return 0;
  });
}

async function measure(bundle: string, keys: number): Promise<void> {
  const trainKeys = keys - TEST_KEYS;
  await using s3 = await startSimulatedS3({
    ...{ space: 'even', trainKeys, testKeys: TEST_KEYS, conditions: CALM },
    largestBody: Number.MAX_SAFE_INTEGER,
  });
  const call: Call = (fanOut) => callFunction(bundle, { executionName: EXECUTION, fanOut }, s3.endpointUrl);
  const steps = await allSteps(call);
  const { listRequests, requests, written, openUploads } = await s3.report();
  const rows = written['dataset/train-data.lst'];
  if (rows?.sha256 !== expectedHash(trainKeys)) throw new Error('the rows are not those of the keys');
  const left = Object.keys(written).filter((key) => /^dataset\/fan-out\/.*(?<!\/joined\.json)$/.test(key));
  if (left.length > 0 || openUploads > 0) throw new Error(`${left.length} objects, ${openUploads} uploads are left`);
  const head = ['', 'calls', 'seconds in all', 'longest', 'CPU s in all', 'peak MB'];
  process.stdout.write(`\n${formatTable([head, ...steps.map(rowOf)]).join('\n')}\n\n`);
  process.stdout.write(`requests: ${listRequests} LIST, ${JSON.stringify(requests)}; ${rows.bytes} bytes of rows\n`);
}

async function allSteps(call: Call): Promise<readonly Step[]> {
  const planned = await step('plan', [{ step: 'plan', when: 'always' }], call);
  const { folder, ranges } = planOf(planned.calls[0]?.answer);
  const each = (name: string) => ranges.map((range) => ({ step: name, folder, range }));
  return [
    planned,
    await step('list', each('list'), call),
    await step('number', [{ step: 'number', folder }], call),
    await step('write', each('write'), call),
    await step('join', [{ step: 'join', folder }], call),
  ];
}

async function step(name: string, requests: readonly object[], call: Call): Promise<Step> {
  const calls: CalledFunction[] = [];
  for (const request of requests) {
    process.stdout.write(`${name}, call ${calls.length + 1} of ${requests.length} …`);
    const called = await call(request);
    process.stdout.write(` ${called.seconds.toFixed(1)} s\n`);
    calls.push(called);
  }
  return { name, calls };
}

function planOf(answer: unknown): { readonly folder: string; readonly ranges: readonly number[] } {
  const plan: unknown = typeof answer === 'object' && answer !== null && 'fanOut' in answer ? answer.fanOut : undefined;
  if (typeof plan === 'object' && plan !== null && 'folder' in plan && 'ranges' in plan) {
    const { folder, ranges } = plan;
    if (typeof folder === 'string' && Array.isArray(ranges)) return { folder, ranges: ranges.map(Number) };
  }
  throw new Error('the function gave no plan');
}

/** Of the rows that the keys must give, made without the function. */
function expectedHash(trainKeys: number): string {
  const prefix = 'dataset/train/';
  const { keyAt } = KEY_SPACES.even(prefix, trainKeys);
  const hash = createHash('sha256');
  let text = '';
  for (let index = 0; index < trainKeys; index += 1) {
    const path = keyAt(index).slice(prefix.length);
    text += `${index + 1}\t${path.slice('class-'.length, path.indexOf('/'))}\t${path}\n`;
    if (text.length < BYTES_PER_MB) continue;
    hash.update(text);
    text = '';
  }
  return hash.update(text).digest('hex');
}

function rowOf({ name, calls }: Step): string[] {
  const sum = (of: (call: CalledFunction) => number) => calls.reduce((total, call) => total + of(call), 0);
  return [
    name,
    calls.length.toString(),
    sum(({ seconds }) => seconds).toFixed(1),
    Math.max(...calls.map(({ seconds }) => seconds)).toFixed(1),
    sum(({ cpuSeconds }) => cpuSeconds).toFixed(1),
    Math.round(Math.max(...calls.map(({ peakBytes }) => peakBytes)) / BYTES_PER_MB).toString(),
  ];
}
