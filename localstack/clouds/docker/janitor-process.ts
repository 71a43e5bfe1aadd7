// A process of its own, see janitor.ts: waits for the end of its standard input, then removes the run's containers.

const [runId] = process.argv.slice(2);
if (runId === undefined) throw new Error('usage: node janitor-process.ts RUN_ID');
process.stdin.resume();
await new Promise((resolve) => process.stdin.once('close', resolve));
// Loaded only now: until then this process should cost next to nothing.
const [{ connectDocker }, { removeContainersOf }] = await Promise.all([
  import('./docker-engine.ts'),
  import('./leftovers.ts'),
]);
try {
  await removeContainersOf(connectDocker(), runId);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
