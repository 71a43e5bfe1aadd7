import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

export interface FullDisk {
  /** What has been refused so far, in order: the function and the path. */
  readonly refused: readonly string[];
  /** There is room again. */
  end(): void;
}

const { openSync, closeSync, writeFileSync, mkdirSync } = fs;

/** Until it is ended, writes below the folder fail as on a full disk, which takes half of a file before it refuses, and no folder. */
export function fullDisk(folder: string): FullDisk {
  const refused: string[] = [];
  const opened = new Map<number, string>();
  const isBelow = (path: unknown): path is string => typeof path === 'string' && path.startsWith(folder);
  const refuse = (call: string, path: string): never => {
    refused.push(`${call} ${path}`);
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${call}`), { code: 'ENOSPC', syscall: call });
  };
  const remember = (file: number, path: fs.PathLike) => {
    if (isBelow(path)) opened.set(file, path);
    return file;
  };
  fs.openSync = (path, ...options) => remember(openSync(path, ...options), path);
  fs.closeSync = (file) => {
    opened.delete(file);
    closeSync(file);
  };
  fs.writeFileSync = (file, data, options) => {
    const path = typeof file === 'number' ? opened.get(file) : file;
    if (!isBelow(path)) return writeFileSync(file, data, options);
    writeFileSync(file, String(data).slice(0, String(data).length / 2), options);
    return refuse('write', path);
  };
  Object.assign(fs, {
    mkdirSync: (path: string, options?: fs.MakeDirectoryOptions) =>
      isBelow(path) && !fs.existsSync(path) ? refuse('mkdir', path) : mkdirSync(path, options),
  });
  syncBuiltinESMExports();
  return { refused, end: restore };
}

function restore(): void {
  Object.assign(fs, { openSync, closeSync, writeFileSync, mkdirSync });
  syncBuiltinESMExports();
}
