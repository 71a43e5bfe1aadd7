import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

const hasTaskset = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** The command bound to one core, where the machine can do that. */
export function onCore(core: number, command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return hasTaskset && cpus().length > core ? ['taskset', '-c', String(core), ...command] : command;
}
