import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { expect } from 'chai';
import type { Operation } from '../../preview/plan/operation.ts';
import type { ProgramSnapshot } from '../../preview/program-snapshot.ts';
import { planTree, recordTree } from '../../preview/record-tree.ts';
import { type EnginePreview, enginePreview } from './engine-preview.ts';
import { EngineProject } from './engine-project.ts';
import { DEV_CHANGES, PROD_CHANGES, type ProgramChange } from './program-changes.ts';
import { ProgramCopy } from './program-copy.ts';
import { STAND_IN_FACTS } from './stand-in-facts.ts';

const PROJECT_FOLDER = `${import.meta.dirname}/../..`;

interface Compared {
  readonly engine: EnginePreview;
  /** Of npm run preview, with what the stand-in knows of resources. */
  readonly here: readonly Operation[];
  /** Of npm run preview as it is. */
  readonly onAws: readonly Operation[];
}

for (const [name, changes] of [
  ['dev', DEV_CHANGES],
  ['prod', PROD_CHANGES],
] as const) {
  describe(`npm run preview and Pulumi's engine name the same operations on the same URNs of the stack ${name}`, () => {
    let project: EngineProject;
    let base: ProgramSnapshot;

    before(async () => {
      project = new EngineProject();
      const up = async (stack: Stack) => stack.up();
      [base] = await Promise.all([recordTree(PROJECT_FOLDER, name), project.stack(name).then(up)]);
    });
    after(() => project[Symbol.dispose]());

    const compared = async ({ edit, region }: ProgramChange): Promise<Compared> => {
      using program = new ProgramCopy();
      edit(program);
      project.take(program.folder, region);
      const [engine, here, onAws] = await Promise.all([
        project.stack(name).then(enginePreview),
        planTree(program.folder, name, base.resources, STAND_IN_FACTS),
        planTree(program.folder, name, base.resources),
      ]);
      return { engine, here, onAws };
    };

    for (const change of changes) {
      it(change.title, async () => {
        const { engine, here, onAws } = await compared(change);
        expect(engine.operations.size).to.be.greaterThan(20);
        if (change.notHere === undefined) expectSame(engine, here);
        expectExplained(engine, here, onAws);
      });
    }
  });
}

function expectSame(engine: EnginePreview, here: readonly Operation[]): void {
  const refused = here.filter((operation) => operation.refused);
  const ours = new Map(here.filter(isShown).map((operation) => [operation.urn, seenHere(operation)]));
  if (refused.length === 0) {
    expect(engine.errors).to.deep.equal([]);
    expect(sorted(ours)).to.deep.equal(sorted(engine.operations));
    return;
  }
  // The engine says which resource it refuses, and names no deletion after that.
  expect(engine.errors.filter((error) => refused.some(({ urn }) => error.includes(urn)))).to.not.deep.equal([]);
  const unnamed = [...ours].filter(([urn]) => !engine.operations.has(urn));
  expect([...new Set(unnamed.map(([, op]) => op))].filter((op) => op !== 'delete')).to.deep.equal([]);
  const named = [...ours].filter(([urn]) => engine.operations.has(urn));
  expect(sorted(new Map(named))).to.deep.equal(sorted(engine.operations));
}

/** Where the real provider does otherwise than the stand-in, the preview says why. */
function expectExplained(engine: EnginePreview, here: readonly Operation[], onAws: readonly Operation[]): void {
  const standIn = new Map(here.map((operation) => [operation.urn, operation]));
  for (const { urn, op, replacedFor, unknown } of onAws.filter(isShown)) {
    const known = standIn.get(urn);
    if (known === undefined || op === known.op) continue;
    if (op === 'replace') {
      // Inputs that the AWS provider cannot change in place, or the region: neither of which the stand-in knows.
      const fixedHere = STAND_IN_FACTS.replacing[known.urn.split('::')[2]?.split('$').at(-1) ?? ''] ?? [];
      expect(
        replacedFor.filter((reason) => fixedHere.includes(reason) && known.changed.includes(reason)),
      ).to.deep.equal([]);
      expect(replacedFor).to.not.deep.equal([]);
    } else if (known.op === 'same') {
      // Something that it has in it is replaced, as above.
      expect(op, urn).to.equal('update');
      expect(unknown, urn).to.not.deep.equal([]);
    } else {
      // The stand-in does not know the outputs of a resource that is changed in place.
      expect([known.op, op], urn).to.deep.equal(['update', 'same']);
      expect(known.unknown, urn).to.deep.equal(known.changed);
    }
  }
  expect([...engine.operations.keys()].filter((urn) => !standIn.has(urn))).to.deep.equal([]);
}

/** Providers are the engine's own affair. */
function isShown({ urn }: Operation): boolean {
  return !urn.includes('::pulumi:providers:');
}

/** The stand-in never compares an input called `arn`. */
function seenHere({ op, changed }: Operation): string {
  return op === 'update' && changed.join() === 'arn' ? 'same' : op;
}

function sorted(operations: ReadonlyMap<string, string>): readonly string[] {
  return [...operations].map(([urn, op]) => `${op} ${urn}`).sort();
}
