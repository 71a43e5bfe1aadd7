import type { ParallelState } from '../definition/definition.ts';
import { withErrorHandling } from '../engine/error-handling.ts';
import { runStates } from '../engine/run-states.ts';
import { Siblings } from '../engine/siblings.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { Thread } from '../engine/thread.ts';
import { applyPath, applyResultPath, applyTemplate } from '../language/data-flow.ts';
import { Payload } from '../language/json.ts';

/** Parallel: all branches at once; the first that fails ends the others (https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html). */
export function runParallel(run: StateRun<ParallelState>): Promise<StateEnd> {
  const { InputPath, Parameters, ResultSelector, ResultPath, OutputPath } = run.state;
  return withErrorHandling(run, async () => {
    const input = applyPath('InputPath', InputPath, run.scope(run.input));
    const branchInput = applyTemplate(Parameters, run.scope(input));
    const results = await runBranches(run, branchInput);
    const selected = applyTemplate(ResultSelector, run.scope(results));
    const combined = applyResultPath(ResultPath, run.input, selected);
    return run.end(applyPath('OutputPath', OutputPath, run.scope(combined)));
  });
}

async function runBranches(run: StateRun<ParallelState>, input: Payload): Promise<Payload> {
  const { thread } = run;
  const resumed = run.resumedLines;
  run.resumedLines = undefined;
  const startedEventId = thread.append('ParallelStateStarted');
  const siblings = new Siblings(thread.signal, startedEventId);
  const results = await Promise.allSettled(
    run.state.Branches.map(async (branch, at) => {
      const known = resumed?.get(at);
      if (known !== undefined && 'output' in known) return known.output;
      // Branches inside of branches, however deep, begin on an empty stack.
      await Promise.resolve();
      const line = new Thread(thread.execution, branch, siblings.signal, startedEventId);
      return siblings.follow(line, runStates(line, input, known?.point));
    }),
  );
  thread.signal.throwIfAborted();
  thread.continueAfter(siblings.lastEventId);
  if (siblings.failure !== undefined) {
    thread.append('ParallelStateFailed');
    throw siblings.failure.error;
  }
  // As AWS records it, the state's exit follows the last branch's last event, not this one.
  thread.appendAside('ParallelStateSucceeded');
  return new Payload(results.map((branch) => (branch.status === 'fulfilled' ? branch.value.value : null)));
}
