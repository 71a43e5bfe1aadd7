import { loadedAnew } from '../../../localstack/testing/fresh-modules.ts';
import { AWS_FACTS } from '../../../preview/plan/aws-facts.ts';
import type { Operation } from '../../../preview/plan/operation.ts';
import { type ProgramRun, planProgram, takeSnapshot } from '../../../preview/program-runs.ts';
import type { ProgramSnapshot, ResourceSnapshot } from '../../../preview/program-snapshot.ts';

const runOf = (folder: string, stack: string): ProgramRun => ({
  folder,
  stack,
  load: (program) => loadedAnew(() => import(program)),
});

/** As `recordTree`, in the tests' own process, which takes a tenth of the time. */
export function snapshotHere(folder: string, stack: string): Promise<ProgramSnapshot> {
  return takeSnapshot(runOf(folder, stack));
}

/** As `planTree`, in the tests' own process. */
export function planHere(
  folder: string,
  stack: string,
  state: readonly ResourceSnapshot[],
): Promise<readonly Operation[]> {
  return planProgram(runOf(folder, stack), { state, facts: AWS_FACTS });
}
