import fc from 'fast-check';
import { FUNCTION_ARN } from '../step-functions-fixture.ts';

/** A state as it is drawn, without a name and without what comes after it. */
export type Drawn =
  | { readonly kind: 'Pass' | 'Fail' }
  | { readonly kind: 'Choice'; readonly isFirst: boolean }
  | { readonly kind: 'Task'; readonly failures: number; readonly attempts: number; readonly isCaught: boolean }
  | { readonly kind: 'Parallel'; readonly branches: readonly (readonly Drawn[])[]; readonly isCaught: boolean }
  | { readonly kind: 'Map'; readonly items: number; readonly states: readonly Drawn[]; readonly isCaught: boolean };

/** A random integer of 0 makes a delay of nothing of this. */
const RETRY = { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, JitterStrategy: 'FULL' };
const CATCH = { ErrorEquals: ['States.ALL'], ResultPath: '$.error' };

/** States in a row; the deeper, the fewer hold others. */
export function drawnStates(depth = 0): fc.Arbitrary<readonly Drawn[]> {
  const kinds: fc.WeightedArbitrary<Drawn>[] = [
    { weight: 4, arbitrary: fc.constant({ kind: 'Pass' }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'Fail' }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('Choice' as const), isFirst: fc.boolean() }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('Task' as const),
        failures: fc.nat(2),
        attempts: fc.nat(2),
        isCaught: fc.boolean(),
      }),
    },
  ];
  if (depth < 2) {
    const states = drawnStates(depth + 1);
    const branches = fc.array(states, { minLength: 1, maxLength: 3 });
    const [isCaught, items] = [fc.boolean(), fc.nat(3)];
    kinds.push({ weight: 3, arbitrary: fc.record({ kind: fc.constant('Parallel' as const), branches, isCaught }) });
    kinds.push({ weight: 3, arbitrary: fc.record({ kind: fc.constant('Map' as const), items, states, isCaught }) });
  }
  return fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: 3 });
}

/** The definition, with names that occur once. */
export function definitionOf(states: readonly Drawn[]): object {
  return new Definition().machine(states);
}

class Definition {
  #names = 0;

  machine(drawn: readonly Drawn[]): object {
    const named = drawn.map((state) => [this.#name(state.kind), state] as const);
    const last = this.#name('Last');
    const entries = named.map(([name, state], at) => [
      name,
      this.#fields(name, state, named[at + 1]?.[0] ?? last, last),
    ]);
    const StartAt = named[0]?.[0] ?? last;
    return { StartAt, States: reachable(StartAt, { ...Object.fromEntries(entries), [last]: { Type: 'Succeed' } }) };
  }

  #name(kind: string): string {
    this.#names += 1;
    return `${kind}${this.#names}`;
  }

  #fields(name: string, state: Drawn, Next: string, last: string): object {
    const caught = 'isCaught' in state && state.isCaught ? { Catch: [{ ...CATCH, Next: last }] } : {};
    const ResultPath = '$.result';
    switch (state.kind) {
      case 'Pass':
        return { Type: 'Pass', Next };
      case 'Fail':
        return { Type: 'Fail', Error: 'Drawn' };
      case 'Choice':
        return { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: state.isFirst, Next }], Default: last };
      case 'Task': {
        const Retry = [{ ...RETRY, MaxAttempts: state.attempts }];
        const Parameters = { name, failures: state.failures };
        return { Type: 'Task', Resource: FUNCTION_ARN, Parameters, ResultPath, Retry, ...caught, Next };
      }
      case 'Parallel':
        return {
          Type: 'Parallel',
          Branches: state.branches.map((one) => this.machine(one)),
          ResultPath,
          ...caught,
          Next,
        };
      default: {
        const ItemsPath = `$.lists[${state.items}]`;
        return { Type: 'Map', ItemsPath, ItemProcessor: this.machine(state.states), ResultPath, ...caught, Next };
      }
    }
  }
}

/** What comes after a Fail state is refused as unreachable. Names occur once, so that a state that is named anywhere in another is reached from it. */
function reachable(start: string, states: Readonly<Record<string, object>>): Readonly<Record<string, object>> {
  const found = new Set([start]);
  for (const name of found) {
    const text = JSON.stringify(states[name]);
    for (const other of Object.keys(states)) if (text.includes(`"${other}"`)) found.add(other);
  }
  return Object.fromEntries(Object.entries(states).filter(([name]) => found.has(name)));
}

/** Lists of each length, for Map states. */
export const INPUT = {
  a: 1,
  lists: [[], [{}], [{ a: 1 }, {}], [{}, {}, {}]].map((list) =>
    list.map((item) => ({ ...item, lists: [[], [1], [1, 2], [1, 2, 3]] })),
  ),
};
