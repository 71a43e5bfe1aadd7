/**
 * Ends this process and what the function started, for the service that would have ended them is no longer there. Never
 * returns: the signal reaches the sender, too.
 */
export function endWithService(): never {
  process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
  process.exit(0);
}
