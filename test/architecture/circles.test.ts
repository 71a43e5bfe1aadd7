import { expect } from 'chai';
import { circlesOf } from './circles.ts';
import { FILES } from './source-files.ts';

/** Circles that are still there. Take out what is gone; add none. */
const KNOWN: readonly (readonly string[])[] = [
  ['emulators/sagemaker/faults/fault-entry.ts', 'emulators/sagemaker/faults/fault-text.ts'],
  [
    'emulators/step-functions/definition/validate-definition.ts',
    'emulators/step-functions/definition/validate-map.ts',
    'emulators/step-functions/definition/validate-state.ts',
    'emulators/step-functions/definition/validate-task.ts',
  ],
  [
    'emulators/step-functions/engine/run-states.ts',
    'emulators/step-functions/states/map/map-iterations.ts',
    'emulators/step-functions/states/map/map-state.ts',
    'emulators/step-functions/states/parallel-state.ts',
    'emulators/step-functions/states/run-state.ts',
  ],
  [
    'emulators/step-functions/language/json-path/filter.ts',
    'emulators/step-functions/language/json-path/json-path-tokens.ts',
  ],
];

describe('circles of imports', () => {
  it('are found: two files, a file and itself, two circles with one file in common', () => {
    const file = (path: string, ...imports: string[]) => ({ path, imports });
    expect(circlesOf([file('a', 'b'), file('b', 'a', 'c'), file('c', 'node:fs'), file('d', 'd')])).to.deep.equal([
      ['a', 'b'],
      ['d'],
    ]);
    expect(circlesOf([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')])).to.deep.equal([]);
    expect(circlesOf([file('a', 'b'), file('b', 'c'), file('c', 'b', 'd'), file('d', 'a')])).to.deep.equal([
      ['a', 'b', 'c', 'd'],
    ]);
  });

  it('are not in this project', () => {
    const known = new Set(KNOWN.map((circle) => circle.join()));
    expect(circlesOf(FILES).filter((circle) => !known.has(circle.join()))).to.deep.equal([]);
  });
});
