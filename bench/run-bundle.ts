/**
 * Runs the function's bundle once, as Lambda would, and prints what it took: `node bench/run-bundle.ts BUNDLE`. The environment
 * is the function's.
 */
const started = performance.now();
const { handler } = await import(process.argv[2] ?? '');
const loadedMs = performance.now() - started;
const runStarted = performance.now();
await handler({ executionName: 'bench' });
const seconds = (performance.now() - runStarted) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const figures = { seconds, loadedMs, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakBytes: maxRSS * 1024 };
process.stdout.write(`\n${JSON.stringify(figures)}\n`);
