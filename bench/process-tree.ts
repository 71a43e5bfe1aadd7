import { existsSync, readdirSync, readFileSync } from 'node:fs';

const SAMPLE_INTERVAL_MS = 100;
const BYTES_PER_KIB = 1024;

/**
 * Watches the memory of a process and all its descendants until `stop`, which gives the largest sum seen, in bytes.
 * Proportional set size, so that what processes share counts once. Linux only; elsewhere it gives undefined.
 */
export function watchMemory(rootPid: number): { stop(): number | undefined } {
  if (!existsSync('/proc/self/smaps_rollup')) return { stop: () => undefined };
  let peakBytes = 0;
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, treeBytes(rootPid));
  }, SAMPLE_INTERVAL_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return peakBytes;
    },
  };
}

function treeBytes(rootPid: number): number {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc'))
    if (/^\d+$/.test(entry)) parents.set(Number(entry), parentOf(Number(entry)));
  const isInTree = (pid: number): boolean => pid === rootPid || (pid > 1 && isInTree(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isInTree).reduce((sum, pid) => sum + processBytes(pid), 0);
}

function parentOf(pid: number): number {
  // The name in parentheses may hold anything, so the fields are counted from its end.
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

function processBytes(pid: number): number {
  const [, kib = '0'] = /^Pss:\s+(\d+) kB$/m.exec(readOrEmpty(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(kib) * BYTES_PER_KIB;
}

/** A process may end between being listed and being read. */
function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
