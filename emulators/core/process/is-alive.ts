import { readFileSync } from 'node:fs';

/** Whether a process of that id runs on this machine; one that has ended and was not waited for does not. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** It has ended, but nobody has waited for it yet; in a container without an init process nobody ever does. */
function isZombie(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in brackets and may hold any character.
    return status.slice(status.lastIndexOf(')')).startsWith(') Z');
  } catch {
    // No /proc (macOS, Windows).
    return false;
  }
}
