import { globSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** A part of the product and the tests that must notice every change of it. */
export interface Area {
  readonly sources: readonly string[];
  readonly tests: readonly string[];
}

const STATES = 'test/unit/emulators/step-functions';

export const AREAS = {
  core: {
    sources: ['emulators/core/**/*.ts'],
    tests: [
      'test/unit/emulators/{core,cloud,iam,logs,sns,events}/**/*.{test,ltest}.ts',
      'test/embedded/role-sessions.test.ts',
    ],
  },
  validation: {
    sources: ['emulators/core/validation/*.ts'],
    tests: [
      'test/unit/emulators/core/validation/*.test.ts',
      'test/conformance/*.{test,ltest}.ts',
      'test/unit/emulators/sagemaker/*.test.ts',
    ],
  },
  iam: {
    sources: ['emulators/iam/**/*.ts'],
    tests: ['test/unit/emulators/{iam,cloud}/**/*.test.ts', 'test/embedded/{role-sessions,service-access}.test.ts'],
  },
  language: {
    sources: ['emulators/step-functions/language/**/*.ts'],
    tests: [`${STATES}/{language,intrinsics,states}/*.{test,ltest}.ts`],
  },
  definition: {
    sources: ['emulators/step-functions/definition/**/*.ts'],
    tests: [
      `${STATES}/definition/*.test.ts`,
      `${STATES}/operations/{test-state,state-machines,variable-references}.test.ts`,
    ],
  },
  logs: {
    sources: ['emulators/logs/**/*.ts'],
    tests: ['test/unit/emulators/{logs,cloud}/*.{test,ltest}.ts', 'test/embedded/service-access.test.ts'],
  },
  functions: { sources: ['functions/**/*.ts'], tests: ['test/unit/functions/**/*.{test,ltest}.ts'] },
  infra: {
    sources: ['infra/**/*.ts', 'index.ts'],
    tests: ['test/unit/infra/**/*.test.ts', 'test/program/*.test.ts'],
  },
} as const satisfies Record<string, Area>;

export type AreaName = keyof typeof AREAS;

export function isAreaName(text: string): text is AreaName {
  return Object.hasOwn(AREAS, text);
}

/** Files of the project, in order. */
export function filesOf(globs: readonly string[]): readonly string[] {
  return globs.flatMap((glob) => globSync(glob, { cwd: ROOT })).toSorted();
}
