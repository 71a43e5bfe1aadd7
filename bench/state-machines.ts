import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { StateMachine } from 'aws-local-stepfunctions';
import { StepFunctionsFixture } from '../test/unit/emulators/step-functions/step-functions-fixture.ts';

const MS_PER_SECOND = 1000;
const EXECUTIONS = 100;
/** What a run of many tests starts. */
const MANY_EXECUTIONS = 200;
const STATES = 10;
const ITEMS = 10_000;
/** An inline Map leaves four events an iteration; 25,000 end an execution. */
const INLINE_ITEMS = 6_000;

interface Figures {
  readonly name: string;
  readonly seconds: readonly number[];
}

type Definition = ConstructorParameters<typeof StateMachine>[0];

/** The embedded Step Functions over HTTP, and beside it aws-local-stepfunctions in this process, which keeps no history. */
export async function measureStateMachines(runs: number): Promise<Figures[]> {
  const bench = await StepFunctionsFixture.start();
  const cases: readonly (readonly [string, () => Promise<unknown>])[] = [
    [`${EXECUTIONS} executions of ${STATES} states at once`, () => manyAtOnce(bench)],
    ['the same in aws-local-stepfunctions', () => manyAtOnceElsewhere()],
    [`${MANY_EXECUTIONS} executions of ${STATES} states at once`, () => manyAtOnce(bench, MANY_EXECUTIONS)],
    [`distributed Map of ${ITEMS} items`, () => mapOf(bench, ITEMS, 'DISTRIBUTED')],
    [`inline Map of ${INLINE_ITEMS} items`, () => mapOf(bench, INLINE_ITEMS, 'INLINE')],
    [
      `Map of ${ITEMS} items in aws-local-stepfunctions`,
      () => new StateMachine(mapDefinition('INLINE')).run(items(ITEMS)).result,
    ],
  ];
  try {
    const figures: Figures[] = [];
    for (const [name, work] of cases) figures.push({ name, seconds: await timed(name, runs, work) });
    return figures;
  } finally {
    await bench.close();
  }
}

async function timed(name: string, runs: number, work: () => Promise<unknown>): Promise<number[]> {
  const seconds: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    process.stdout.write(`${name}: run ${run} of ${runs}\n`);
    const startMs = performance.now();
    await work();
    seconds.push((performance.now() - startMs) / MS_PER_SECOND);
  }
  return seconds;
}

function chain(): Definition {
  const states = Array.from({ length: STATES }, (_, at) => [
    `S${at}`,
    { Type: 'Pass', ...(at + 1 < STATES ? { Next: `S${at + 1}` } : { End: true }) },
  ]);
  return { StartAt: 'S0', States: Object.fromEntries(states) };
}

async function manyAtOnce(bench: StepFunctionsFixture, count = EXECUTIONS): Promise<void> {
  const machine = await bench.create(chain());
  const arns = await Promise.all(Array.from({ length: count }, () => bench.start(machine)));
  for (const executionArn of arns) await ended(bench, executionArn);
}

/** Asks for the last event only. */
async function ended(bench: StepFunctionsFixture, executionArn: string): Promise<void> {
  const command = new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 });
  for (;;) {
    const { events = [] } = await bench.clients.sfn.send(command);
    if (events[0]?.type === 'ExecutionSucceeded') return;
    if (events[0]?.type === 'ExecutionFailed') throw new Error(events[0].executionFailedEventDetails?.cause);
  }
}

async function manyAtOnceElsewhere(): Promise<void> {
  const machine = new StateMachine(chain());
  await Promise.all(Array.from({ length: EXECUTIONS }, () => machine.run({}).result));
}

function mapDefinition(mode: 'INLINE' | 'DISTRIBUTED'): Definition {
  const type = mode === 'DISTRIBUTED' ? { ExecutionType: 'STANDARD' } : {};
  const ItemProcessor = {
    ProcessorConfig: { Mode: mode, ...type },
    StartAt: 'I',
    States: { I: { Type: 'Pass', End: true } },
  };
  return { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor, End: true } } } as Definition;
}

const items = (length: number): number[] => Array.from({ length }, (_, at) => at);

async function mapOf(bench: StepFunctionsFixture, length: number, mode: 'INLINE' | 'DISTRIBUTED'): Promise<void> {
  await ended(bench, await bench.start(await bench.create(mapDefinition(mode)), items(length)));
}
