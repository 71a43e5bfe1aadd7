import { type HistoryEvent, RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import fc from 'fast-check';
import { rounds } from '../../../../support/rounds.ts';
import { StepFunctionsFixture } from '../step-functions-fixture.ts';
import { definitionOf, drawnStates, INPUT } from './random-machine.ts';

const SEED = 20_261_127;
/** What ends, and what must have begun before it, on the same line of control; what is aborted is led to by what failed beside it. */
const PAIRS: readonly (readonly [end: RegExp, begin: (type: string) => RegExp])[] = [
  [/^(\w+)StateExited$/, (type) => new RegExp(`^${type.replace('Exited', 'Entered')}$`)],
  [/^LambdaFunction(Succeeded|Failed)$/, () => /^LambdaFunctionStarted$/],
  [/^LambdaFunctionStarted$/, () => /^LambdaFunctionScheduled$/],
  [/^MapIteration(Succeeded|Failed)$/, () => /^MapIterationStarted$/],
  [
    /^(Map|Parallel)State(Succeeded|Failed)$/,
    (type) => new RegExp(`^${/^(Map|Parallel)/.exec(type)?.[0]}StateStarted$`),
  ],
];

/** What a redrive goes on with and does not begin again, unlike calls and iterations. */
const CONTINUED = /State(Exited|Succeeded|Failed)$/;
const REDRIVES = 3;

/** Event ids as GetExecutionHistory documents them: from 1, one by one; each event names an earlier one that led to it. */
function checkIds(events: readonly HistoryEvent[]): void {
  expect(events.map(({ id }) => id)).to.deep.equal(events.map((_, at) => at + 1));
  for (const { id = 0, previousEventId = -1, type } of events) {
    expect(previousEventId, `${id} ${type}`).to.be.within(0, id - 1);
    // Recorded on AWS: the first two events have no event before them.
    expect(previousEventId === 0, `${id} ${type}`).to.equal(id <= 2);
  }
}

/** Whatever ends is led back to its beginning by the events before it, and nothing begins twice without an end between. */
function checkPairs(events: readonly HistoryEvent[]): void {
  for (const event of events) {
    const begin = PAIRS.find(([end]) => end.test(event.type ?? ''))?.[1](event.type ?? '');
    if (begin === undefined) continue;
    const before = [...ancestors(events, event)];
    const begins = (one: HistoryEvent) => begin.test(one.type ?? '') && nameIn(one) === nameIn(event);
    const isBegun = before.some(begins) || isOpenAtRedrive(events, event, before, begins);
    expect(isBegun, `what ${event.id} ${event.type} of ${nameIn(event)} ends has begun`).to.equal(true);
  }
}

/**
 * A redrive goes on with every state that was entered and not left, also with one that was aborted beside the one that failed: its new events
 * follow ExecutionRedriven, its entry is before it on another line. https://docs.aws.amazon.com/step-functions/latest/dg/redrive-map-run.html
 */
function isOpenAtRedrive(
  events: readonly HistoryEvent[],
  event: HistoryEvent,
  before: readonly HistoryEvent[],
  begins: (event: HistoryEvent) => boolean,
): boolean {
  const redriven = before.find(({ type }) => type === 'ExecutionRedriven');
  if (redriven === undefined || !CONTINUED.test(event.type ?? '')) return false;
  const begun = events.slice(0, redriven.id).filter(begins).length;
  const earlier = events.slice(0, (event.id ?? 0) - 1);
  return begun > earlier.filter((one) => one.type === event.type && nameIn(one) === nameIn(event)).length;
}

function* ancestors(events: readonly HistoryEvent[], { previousEventId = 0 }: HistoryEvent): Generator<HistoryEvent> {
  for (let before = events[previousEventId - 1]; before !== undefined; ) {
    yield before;
    before = events[(before.previousEventId ?? 0) - 1];
  }
}

/** Of the state that is entered or left. */
function nameIn({ stateEnteredEventDetails, stateExitedEventDetails }: HistoryEvent): string | undefined {
  return stateEnteredEventDetails?.name ?? stateExitedEventDetails?.name;
}

describe('a history', () => {
  let bench: StepFunctionsFixture;
  const failures = new Map<string, number>();
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
    bench.lambda.answer = ({ payload }) => {
      const { name, failures: wanted } = payload as { readonly name: string; readonly failures: number };
      const failed = failures.get(name) ?? 0;
      if (failed >= wanted) return { payload: '{}' };
      failures.set(name, failed + 1);
      return { payload: '{"errorType":"Drawn","errorMessage":"drawn"}', functionError: true };
    };
  });
  after(() => bench.close());

  it('of any state machine counts its events from 1, each led to by an earlier one, also when it is redriven', async () => {
    const seen = new Set<string | undefined>();
    await fc.assert(
      fc.asyncProperty(drawnStates(), async (states) => {
        failures.clear();
        let { executionArn, events, status } = await bench.run(definitionOf(states), INPUT);
        checkIds(events);
        checkPairs(events);
        for (const { type } of events) seen.add(type);
        for (let count = 1; count <= REDRIVES && status === 'FAILED'; count += 1) {
          await bench.clients.sfn.send(new RedriveExecutionCommand({ executionArn }));
          const redriven = await bench.ended(executionArn);
          expect(redriven.events.slice(0, events.length)).to.deep.equal(events);
          expect(redriven.events[events.length]).to.deep.include({
            type: 'ExecutionRedriven',
            executionRedrivenEventDetails: { redriveCount: count },
          });
          checkIds(redriven.events);
          checkPairs(redriven.events);
          ({ events, status } = redriven);
        }
      }),
      { ...rounds(20, 40), seed: SEED, includeErrorInReport: true },
    );
    // Else the machines would have been too simple to say anything.
    const telling = [
      'MapIterationFailed',
      'ParallelStateFailed',
      'ParallelStateExited',
      'MapStateExited',
      'LambdaFunctionFailed',
    ];
    expect([...seen]).to.include.members(telling);
  });
});
