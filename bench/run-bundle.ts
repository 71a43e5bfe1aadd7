import { endWithParent } from './end-with-parent.ts';

/**
 * Calls the function's bundle once, as Lambda would, and prints what it took and what it answered: `node bench/run-bundle.ts BUNDLE
 * [EVENT]`. The environment is the function's.
 */
endWithParent();
const [, , bundle = '', event = '{"executionName":"bench"}'] = process.argv;
const started = performance.now();
const { handler } = await import(bundle);
const loadedMs = performance.now() - started;
const runStarted = performance.now();
const answer: unknown = await handler(JSON.parse(event));
const seconds = (performance.now() - runStarted) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const figures = { seconds, loadedMs, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakBytes: maxRSS * 1024 };
process.stdout.write(`\n${JSON.stringify({ ...figures, answer })}\n`);
