import type { Polled } from '../../app/polling.ts';
import type { LiveExecution } from '../../aws/execution/followed-execution.ts';
import { ComparedPair } from '../../lists/compared-pair.tsx';
import type { Execution } from '../../model/execution.ts';
import { stateSummaries } from '../../model/history/state-summary.ts';
import { durationText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import { DifferenceTable } from '../../parts/difference-table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { useExecution } from '../use-execution.ts';
import { ComparedTraining } from './compared-training.tsx';

interface Props {
  readonly one: string;
  readonly other: string;
}

/** Two runs beside each other: what they were given, how long each state took, and what came out. */
export function CompareRuns({ one, other }: Props) {
  return (
    <ComparedPair title="Two runs" sides={[useWholeExecution(one), useWholeExecution(other)]}>
      {(left, right) => <Comparison left={left} right={right} />}
    </ComparedPair>
  );
}

/** What is compared must not be a part of it. */
function useWholeExecution(arn: string): Polled<LiveExecution> {
  const { value, ...polled } = useExecution(arn);
  return { ...polled, value: value?.isWhole === true ? value : undefined };
}

function Comparison({ left, right }: { readonly left: LiveExecution; readonly right: LiveExecution }) {
  return (
    <table class="compare">
      <thead>
        <tr>
          <td />
          <RunHead execution={left.execution} />
          <RunHead execution={right.execution} />
        </tr>
      </thead>
      <StateRows left={left} right={right} />
      <ComparedTraining left={left} right={right} />
      <DifferenceTable title="Input" one={left.execution.input} other={right.execution.input} />
      <DifferenceTable title="Output" one={left.execution.output} other={right.execution.output} />
      <DifferenceTable title="Definition" one={left.definition} other={right.definition} />
    </table>
  );
}

function RunHead({ execution: { arn, name, status, startedMs } }: { readonly execution: Execution }) {
  return (
    <th scope="col">
      <a href={fragmentOf({ page: 'executions', id: arn })}>{name}</a>
      <br />
      <StatusMark status={status} />{' '}
      <span class="muted">
        <Moment timeMs={startedMs} />
      </span>
    </th>
  );
}

function StateRows({ left, right }: { readonly left: LiveExecution; readonly right: LiveExecution }) {
  const [one, other] = [left, right].map(({ story }) => stateSummaries(story.visits));
  const names = [...new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])];
  return (
    <tbody>
      <tr class="part">
        <th scope="rowgroup" colSpan={3}>
          States
        </th>
      </tr>
      {names.map((name) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {[one, other].map((summaries, side) => {
            const summary = summaries?.get(name);
            const ms = summary?.visits.reduce(
              (sum, { enteredMs, endedMs = enteredMs }) => sum + endedMs - enteredMs,
              0,
            );
            return (
              <td key={side === 0 ? 'one' : 'other'}>
                <StatusMark status={summary?.status ?? 'not reached'} /> {ms === undefined ? '' : durationText(ms)}
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}
