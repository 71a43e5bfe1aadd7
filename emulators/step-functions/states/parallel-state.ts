import type { ParallelState } from '../definition/definition.ts';
import { withErrorHandling } from '../engine/error-handling.ts';
import { LineOfControl } from '../engine/line-of-control.ts';
import { Siblings } from '../engine/siblings.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { applyPath, applyTemplate } from '../language/data-flow.ts';
import { Payload } from '../language/json.ts';
import { fillJsonata } from '../language/jsonata/jsonata.ts';
import { settled } from '../language/jsonata/slow-evaluation.ts';
import { QUERY_EVALUATION } from '../language/state-error.ts';
import { concludeResult } from './conclude.ts';

/** Parallel: all branches at once; the first that fails ends the others (https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html). */
export function runParallel(run: StateRun<ParallelState>): Promise<StateEnd> {
  let started = false;
  return withErrorHandling(
    run,
    async () => {
      const input = run.isJsonata ? await settled(run.line.signal, () => branchInput(run)) : branchInput(run);
      started = true;
      const result = await runBranches(run, input);
      return settled(run.line.signal, () => concludeResult(run, result));
    },
    ({ errorName }) => {
      if (started || errorName === QUERY_EVALUATION) run.line.append('ParallelStateFailed');
    },
  );
}

/** What each branch gets. */
export function branchInput(run: StateRun<ParallelState>): Payload {
  const { InputPath, Parameters, Arguments } = run.state;
  if (run.isJsonata) {
    return Arguments === undefined ? run.input : new Payload(fillJsonata(Arguments, 'Arguments', run.jsonata()));
  }
  return applyTemplate(Parameters, run.scope(applyPath(InputPath, run.scope(run.input))));
}

async function runBranches(run: StateRun<ParallelState>, input: Payload): Promise<Payload> {
  const { line } = run;
  const { queryLanguage } = line;
  const resumed = run.resumedLines;
  run.resumedLines = undefined;
  // A redrive goes on with the attempt that was started before.
  const startedEventId = resumed === undefined ? line.append('ParallelStateStarted') : line.lastEventId;
  const siblings = new Siblings(line.signal, startedEventId);
  const { signal } = siblings;
  const results = await Promise.allSettled(
    run.state.Branches.map(async (definition, at) => {
      const known = resumed?.get(at);
      if (known !== undefined && 'output' in known) return known.output;
      // Branches inside of branches, however deep, begin on an empty stack.
      await Promise.resolve();
      const start = { definition, signal, lastEventId: startedEventId, queryLanguage, outer: line };
      const branch = new LineOfControl(line.execution, start);
      return siblings.follow(branch, line.execution.runLine(branch, input, known?.point));
    }),
  );
  line.signal.throwIfAborted();
  line.continueAfter(siblings.lastEventId);
  if (siblings.failure !== undefined) throw siblings.failure.error;
  // As AWS records it, the state's exit follows the last branch's last event, not this one.
  line.appendAside('ParallelStateSucceeded');
  return Payload.list(results.map((branch) => (branch.status === 'fulfilled' ? branch.value : new Payload(null))));
}
