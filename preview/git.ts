import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '../emulators/core/user-error.ts';

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** A revision that cannot be compared with; the message says what to do. */
export class RevisionError extends UserError {
  constructor(message: string, options?: ErrorOptions) {
    super('RevisionError', message, options);
  }
}

/** What git prints for these arguments, in `folder`; rejects where it fails. */
export async function gitOutput(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd: folder, maxBuffer: MAX_OUTPUT_BYTES });
  return stdout.trim();
}

/**
 * The commit to compare with: where the working tree's branch left `revision`, as a pull request shows it, or `revision`
 * itself where the two have nothing in common that this clone knows.
 */
export async function baseCommit(folder: string, revision: string): Promise<string> {
  const commit = await gitOutput(
    folder,
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT'
      ? new RevisionError('git was not found; preview needs it', { cause })
      : unknownRevision(revision, cause);
  });
  return gitOutput(folder, 'merge-base', commit, 'HEAD').catch(() => commit);
}

function unknownRevision(revision: string, cause: Error): RevisionError {
  const remedy = revision.startsWith('origin/')
    ? `fetch it with \`git fetch origin ${revision.slice('origin/'.length)}\`, or name another with --base`
    : 'name a commit, branch or tag of this repository with --base';
  return new RevisionError(`--base ${revision}: this repository has no such revision; ${remedy}`, { cause });
}

/** The files of `tree` (a commit, or `<commit>:<folder>`) as a tar, from `folder`'s repository. */
export function archiveOf(folder: string, tree: string): NodeJS.ReadableStream & { readonly ended: Promise<void> } {
  const child = spawn('git', ['archive', '--format=tar', tree], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (data) => {
    printed += data;
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new RevisionError(`git archive ${tree}: ${printed.trim()}`)),
    );
  });
  return Object.assign(child.stdout, { ended });
}
