import { endWithParent } from '../end-with-parent.ts';

/**
 * Calls the function's bundle, as Lambda would, and prints what the last call took and what it answered: `node bench/dataset/run-bundle.ts
 * BUNDLE [EVENT] [CALLS]`. The environment is the function's. Starting Node and loading the bundle, which Lambda's REPORT gives as
 * its own figure, are not in the seconds; processor time is that of the whole process.
 */
endWithParent();
const [, , bundle = '', event = '{"executionName":"bench"}', calls = '1'] = process.argv;
const started = performance.now();
const { handler } = await import(bundle);
const loadedMs = performance.now() - started;
for (let call = 1; call < Number(calls); call += 1) await handler(JSON.parse(event));
const runStarted = performance.now();
const answer: unknown = await handler(JSON.parse(event));
const seconds = (performance.now() - runStarted) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const figures = { seconds, loadedMs, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakBytes: maxRSS * 1024 };
process.stdout.write(`\n${JSON.stringify({ ...figures, answer })}\n`);
