/** Set by who starts a process of the bench, with a pipe to its standard input. */
export const ENDS_WITH_PARENT = { BENCH_ENDS_WITH_PARENT: '1' };

/**
 * Ends this process when the one that started it ends, also by a signal that nothing can catch: the pipe that is its standard input
 * is then closed. Does nothing in a process that was started by hand. Without it a stopped bench would leave processes behind, and the next measurement would compete with them.
 */
export function endWithParent(): void {
  if (process.env['BENCH_ENDS_WITH_PARENT'] === undefined) return;
  process.stdin.on('close', () => process.exit(1));
  process.stdin.resume();
  // It does not keep the process alive either.
  if ('unref' in process.stdin && typeof process.stdin.unref === 'function') process.stdin.unref();
}
