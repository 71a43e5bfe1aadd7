import { execFileSync } from 'node:child_process';

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
}

/** All processes, from `ps`; POSIX has these columns. */
function processes(): readonly ProcessEntry[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,state=']).toString().trim().split('\n');
  return lines.map((line) => {
    const [pid, parent, state = ''] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), state };
  });
}

/** Children, and theirs. */
export function descendantsOf(pid: number, table = processes()): readonly number[] {
  const children = table.filter(({ parent }) => parent === pid).map((entry) => entry.pid);
  return children.flatMap((child) => [child, ...descendantsOf(child, table)]);
}

/** A zombie has ended; it waits for a parent to ask. */
export function isAlive(pid: number): boolean {
  return processes().some((entry) => entry.pid === pid && !entry.state.startsWith('Z'));
}
