import { spawn } from 'node:child_process';
import { modulePath } from '../../../emulators/core/process/module-path.ts';

const PROCESS = modulePath('./janitor-process.ts', import.meta.url);

export interface Janitor {
  /** There is nothing left to clean up. */
  dismiss(): void;
}

/**
 * Starts a process that removes a run's containers as soon as this process is gone, however it ended: it notices the end
 * of its standard input. It is in a process group of its own, so that Ctrl-C does not reach it, and keeps nobody waiting.
 */
export function startJanitor(runId: string): Janitor {
  const child = spawn(process.execPath, [PROCESS, runId], { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  child.unref();
  // Dismissed, it does not read any more.
  child.stdin.on('error', () => undefined);
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return { dismiss: () => child.kill('SIGKILL') };
}
