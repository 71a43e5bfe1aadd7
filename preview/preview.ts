import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../emulators/core/user-error.ts';
import { comparePrograms } from './compare/compare-programs.ts';
import type { ProgramChange } from './compare/program-change.ts';
import { baseCommit, RevisionError } from './git.ts';
import type { ProgramSnapshot } from './program-snapshot.ts';
import { copyPrograms, type ProgramTrees } from './program-tree.ts';
import { ProgramError, planTree, recordTree } from './record-tree.ts';
import type { Comparison } from './render/summary.ts';

/** At least one of the programs fails by itself; `base` and `head` say which one, in their own words. */
export class ProgramsFailed extends UserError {
  readonly base: string | undefined;
  readonly head: string | undefined;

  constructor(revision: string, base: string | undefined, head: string | undefined) {
    const parts = [
      ...(base === undefined ? [] : [`The program of the base (${revision}) fails:\n${base}`]),
      ...(head === undefined ? [] : [`The program of the working tree fails:\n${head}`]),
    ];
    super('ProgramsFailed', parts.join('\n\n'));
    this.base = base;
    this.head = head;
  }
}

export interface Preview {
  readonly comparison: Comparison;
  readonly change: ProgramChange;
}

/** What runs a program; see record-tree.ts, of which this is. */
export interface ProgramRunner {
  readonly recordTree: typeof recordTree;
  readonly planTree: typeof planTree;
}

const IN_PROCESSES: ProgramRunner = { recordTree, planTree };

/** Runs the program of `revision` and that of the working tree in `projectFolder` with a stack's configuration, and compares them. */
export async function previewChanges(
  projectFolder: string,
  stack: string,
  revision: string,
  runner: ProgramRunner = IN_PROCESSES,
): Promise<Preview> {
  const commit = await baseCommit(projectFolder, revision);
  await using trees = await copyPrograms(projectFolder, commit);
  const isNew = await checkStack(trees, stack, commit);
  const recordedBase = isNew ? Promise.resolve(emptyProgram(stack)) : runner.recordTree(trees.base, stack);
  const [base, head, operations] = await Promise.allSettled([
    recordedBase,
    runner.recordTree(trees.head, stack),
    recordedBase.then(({ resources }) => runner.planTree(trees.head, stack, resources)),
  ]);
  if (base.status === 'rejected' || head.status === 'rejected') {
    throw new ProgramsFailed(revision, failureOf(base), failureOf(head));
  }
  if (operations.status === 'rejected') throw new ProgramsFailed(revision, undefined, failureOf(operations));
  const change = comparePrograms(base.value, head.value, operations.value);
  return { comparison: { revision, commit }, change };
}

/** Whether the stack is only in the working tree; a stack that is not even there is an error that names the others. */
async function checkStack({ base, head }: ProgramTrees, stack: string, commit: string): Promise<boolean> {
  const file = `Pulumi.${stack}.yaml`;
  if (!(await exists(join(head, file)))) {
    const names = (await readdir(head)).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
    throw new UserError(
      'UnknownStackError',
      `stack "${stack}": there is no ${file}; stacks are ${names.sort().join(', ') || 'none'}`,
    );
  }
  if (!(await exists(join(base, 'index.ts')))) {
    throw new RevisionError(
      `commit ${commit} has no index.ts: there is no program to compare with; name a later one with --base`,
    );
  }
  return !(await exists(join(base, file)));
}

function emptyProgram(stack: string): ProgramSnapshot {
  return { project: '', stack, config: {}, resources: [], outputs: {} };
}

function failureOf(result: PromiseSettledResult<unknown>): string | undefined {
  if (result.status === 'fulfilled') return undefined;
  if (result.reason instanceof ProgramError) return result.reason.message;
  throw result.reason;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
