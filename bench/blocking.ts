import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';

const LIMIT_MS = 250;

const TABLE = {
  command: 'npm run bench:blocking --',
  summary: [
    'Sends requests of the kinds that take much work, one after another, to an embedded cloud in a process of its own, and says how long',
    'each keeps others waiting: the longest turn of the event loop in processor time, and the slowest of a health request each 50 ms.',
  ],
  options: { only: { value: 'TEXT', text: 'the kinds whose names contain it, such as JSONata (default: all)' } },
  notes: [`Ends with an error where a turn takes more than ${LIMIT_MS} ms of processor time.`],
} as const satisfies CommandTable;

await runCommand(TABLE, async (options) => {
  const { measureBlocking } = await import('./blocking/measure-blocking.ts');
  const blocking: string[] = [];
  await measureBlocking(options.text('only') ?? '', ({ name, seconds, cpuMs, healthMs, failure }) => {
    const figures = `${cpuMs.toFixed(0).padStart(6)} ms busy ${healthMs.toFixed(0).padStart(6)} ms health ${seconds.toFixed(2).padStart(7)} s`;
    process.stdout.write(`${figures}  ${name}${failure === undefined ? '' : `: ${failure}`}\n`);
    if (cpuMs > LIMIT_MS || failure !== undefined) blocking.push(name);
  });
  if (blocking.length > 0) process.stderr.write(`over ${LIMIT_MS} ms, or failed:\n  ${blocking.join('\n  ')}\n`);
  return blocking.length > 0 ? 1 : 0;
});
