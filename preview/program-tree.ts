import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { archiveOf, gitOutput } from './git.ts';

/** What a program may read: everything else (tests, documents) is left out of the copies. */
const PROGRAM_PARTS =
  /^(?:Pulumi[^/]*\.yaml|package\.json|package-lock\.json|tsconfig\.json|[^/]+\.ts|(?:infra|functions|policy)\/.*)$/;

export interface ProgramTrees extends AsyncDisposable {
  /** The commit's program. */
  readonly base: string;
  /** The working tree's, with what is not committed and without what git ignores. */
  readonly head: string;
}

/**
 * Copies of both programs, side by side, so that nothing but their files differs; both use the packages installed in
 * `projectFolder`. Removed by disposing.
 */
export async function copyPrograms(projectFolder: string, commit: string): Promise<ProgramTrees> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'preview-')));
  const trees = { base: join(root, 'base'), head: join(root, 'head') };
  const remove = () => rm(root, { recursive: true, force: true });
  try {
    for (const folder of [trees.base, trees.head]) {
      await mkdir(folder);
      await symlink(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'junction');
    }
    await Promise.all([extractCommit(projectFolder, commit, trees.base), copyWorkingTree(projectFolder, trees.head)]);
  } catch (error) {
    await remove();
    throw error;
  }
  return { ...trees, [Symbol.asyncDispose]: remove };
}

async function extractCommit(projectFolder: string, commit: string, target: string): Promise<void> {
  // Empty where the project is the whole repository; git archive takes paths from the repository's root.
  const below = await gitOutput(projectFolder, 'rev-parse', '--show-prefix');
  const archive = archiveOf(projectFolder, `${commit}:${below}`);
  const files = extract();
  const written = writeFiles(files, target);
  await Promise.all([pipeline(archive, files), written, archive.ended]);
}

async function writeFiles(files: ReturnType<typeof extract>, target: string): Promise<void> {
  for await (const entry of files) {
    const { name, type } = entry.header;
    const content = await buffer(entry);
    if (type !== 'file' || !PROGRAM_PARTS.test(name)) continue;
    await mkdir(dirname(join(target, name)), { recursive: true });
    await writeFile(join(target, name), content);
  }
}

async function copyWorkingTree(projectFolder: string, target: string): Promise<void> {
  const listed = await gitOutput(projectFolder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  const names = [...new Set(listed.split('\0'))].filter((name) => PROGRAM_PARTS.test(name));
  // A file that was deleted and not yet committed as such is still listed.
  const copy = (name: string) =>
    cp(join(projectFolder, name), join(target, name), { dereference: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  await Promise.all(names.map(copy));
}
