import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { comparePrograms } from '../../preview/compare/compare-programs.ts';
import type { ProgramChange } from '../../preview/compare/program-change.ts';
import type { Preview } from '../../preview/preview.ts';
import type { ProgramSnapshot } from '../../preview/program-snapshot.ts';
import { markdownText } from '../../preview/render/markdown.ts';
import { terminalText } from '../../preview/render/terminal.ts';
import { planHere, snapshotHere } from '../support/program/snapshot-here.ts';
import { ProgramFolder } from './program-folder.ts';

const NOTE =
  'This compares what two programs ask for. It does not look at what is deployed: `pulumi preview` does, with an account.';
/** Of the base; which is compared is tried in run-preview.test.ts. */
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
export const MACHINE = '~ aws:sfn:StateMachine retraining-workflow';
export const SEE_MACHINE = '    definition: see the state machine';

export const COST =
  'At most 1.48 USD a run (1 x ml.g4dn.xlarge at 0.736 USD an hour as of 2026-11, 7200 s at the longest)';

/** Everything below the title, without the cost that stays as it is and the closing note. */
export function terminalLines({ change, comparison }: Preview): string[] {
  const lines = terminalText(change, comparison, new PassThrough()).trimEnd().split('\n');
  expect(lines.at(-1)).to.equal(NOTE);
  return lines.slice(1, -2).filter((line) => line !== COST);
}

/** Lines of all `diff` blocks, where GitHub marks a change by `!`. */
export function markdownDiff({ change, comparison }: Preview): string[] {
  const blocks = [...markdownText(change, comparison).matchAll(/^```diff\n([\s\S]*?)\n```$/gm)];
  return blocks.flatMap(([, lines]) => lines?.split('\n') ?? []);
}

export const markdown = ({ change, comparison }: Preview) => markdownText(change, comparison);

/** The parts of a change in which there is something. */
export function filledParts(change: ProgramChange): string[] {
  const parts = ['config', 'resources', 'common', 'outputs'] as const;
  return parts.filter((part) => change[part].length > 0);
}

/** The program in a folder of its own, which each test changes, and what a preview shows of the change. */
export class PreviewLab {
  readonly program: ProgramFolder;
  readonly #base: ProgramSnapshot;

  private constructor(program: ProgramFolder, base: ProgramSnapshot) {
    this.program = program;
    this.#base = base;
  }

  static async open(): Promise<PreviewLab> {
    const program = new ProgramFolder();
    return new PreviewLab(program, await snapshotHere(program.folder, 'dev'));
  }

  async shown(): Promise<Preview> {
    const { folder } = this.program;
    // One after another: both are in this process.
    const head = await snapshotHere(folder, 'dev');
    const operations = await planHere(folder, 'dev', this.#base.resources);
    const change = comparePrograms(this.#base, head, operations);
    return { change, comparison: { revision: 'main', commit: COMMIT } };
  }
}

/** A lab for the tests of a `describe`, as it was before each of them. */
export function usePreviewLab(): () => PreviewLab {
  let opened: PreviewLab | undefined;
  before(async () => {
    opened = await PreviewLab.open();
  });
  afterEach(() => opened?.program.reset());
  after(() => opened?.program[Symbol.dispose]());
  return () => {
    if (opened === undefined) throw new Error('the preview lab is used before it is opened');
    return opened;
  };
}
