import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';

const DEFAULT_REQUESTS = 100_000;
const DEFAULT_SEED = 1;
const MS_PER_SECOND = 1_000;

const TABLE = {
  command: 'npm run fuzz --',
  summary: [
    'Sends mutated requests to the embedded cloud over HTTP, and wants an answer of AWS’s to each: none of 500, none that takes the',
    'process for more than 250 ms, nothing uncaught.',
  ],
  options: {
    service: {
      value: 'NAME',
      text: 's3, iam, sts, lambda, states, sagemaker, logs, cloudwatch, events or sns (default: each in turn)',
    },
    requests: { value: 'N', text: `how many for each service (default: ${DEFAULT_REQUESTS})` },
    seed: { value: 'N', text: `decides what is sent (default: ${DEFAULT_SEED})` },
  },
  notes: ['What answers name, such as ids, is sent again, so the order of the answers has a part in it, too.'],
} as const satisfies CommandTable;

await runCommand(TABLE, async (options) => {
  const { FUZZED_SERVICES } = await import('./fuzz/fuzzed-services.ts');
  const chosen = options.text('service');
  const names = Object.keys(FUZZED_SERVICES).filter((name) => chosen === undefined || name === chosen);
  if (names.length === 0)
    throw options.error(`--service ${chosen} is not one of ${Object.keys(FUZZED_SERVICES).join(', ')}`);
  const requests = options.count('requests') ?? DEFAULT_REQUESTS;
  const seed = options.count('seed') ?? DEFAULT_SEED;
  let faults = 0;
  for (const name of names) faults += await fuzz(name, requests, seed);
  return faults > 0 ? 1 : 0;
});

async function fuzz(name: string, requests: number, seed: number): Promise<number> {
  const { FUZZED_SERVICES } = await import('./fuzz/fuzzed-services.ts');
  const { fuzzService, startFuzzedCloud } = await import('./fuzz/fuzz-service.ts');
  const service = FUZZED_SERVICES[name];
  if (service === undefined) throw new Error(`there is no ${name}`);
  await using cloud = await startFuzzedCloud();
  const startMs = performance.now();
  const onFault = (fault: string) => process.stderr.write(`${name}, ${fault}\n`);
  const { answers, faults } = await fuzzService(cloud, service(), { requests, seed, watchesTurns: true, onFault });
  const seconds = Math.round((performance.now() - startMs) / MS_PER_SECOND);
  const kinds = [...answers].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} x ${kind}`);
  process.stdout.write(
    `${name}: ${requests} requests, seed ${seed}, ${seconds} s, ${faults.length} faults; ${kinds.join(', ')}\n`,
  );
  return faults.length;
}
