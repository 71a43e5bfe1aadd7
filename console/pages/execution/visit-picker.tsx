import type { Visit } from '../../model/history/visit.ts';
import { Icon } from '../../parts/icon.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';

interface Props {
  /** All visits of one state. */
  readonly visits: readonly Visit[];
  readonly visit: Visit;
  readonly choose: (visit: Visit | undefined) => void;
}

/** Of a state that was entered many times, such as in each iteration of a Map, which visit is looked at; what failed is one click away. */
export function VisitPicker({ visits, visit, choose }: Props) {
  const at = visits.indexOf(visit);
  const isIteration = visit.place.iteration !== undefined;
  const noun = isIteration ? 'Iteration' : 'Visit';
  const numberOf = (one: Visit, index: number) => one.place.iteration ?? index + 1;
  const failed = visits.filter(({ status }) => status === 'failed');
  const nextFailed = visits.slice(at + 1).find(({ status }) => status === 'failed') ?? failed[0];
  const chooseNumber = (text: string) => {
    const found = visits.find((one, index) => String(numberOf(one, index)) === text);
    if (found !== undefined) choose(found);
  };
  return (
    <div class="visit-picker">
      <Step icon="left" name={`${noun} before`} visit={visits[at - 1]} choose={choose} />
      <label>
        {noun}{' '}
        <input
          type="number"
          min={isIteration ? 0 : 1}
          value={numberOf(visit, at)}
          onChange={({ currentTarget }) => chooseNumber(currentTarget.value)}
        />
      </label>
      <span class="muted">of {visits.length.toLocaleString('en')}</span>
      <Step icon="right" name={`${noun} after`} visit={visits[at + 1]} choose={choose} />
      {failed.length > 0 && nextFailed !== undefined && nextFailed !== visit && (
        <button type="button" onClick={() => choose(nextFailed)}>
          <StatusMark status="failed" isBare /> {failed.length.toLocaleString('en')} failed
        </button>
      )}
    </div>
  );
}

interface StepProps {
  readonly icon: 'left' | 'right';
  readonly name: string;
  readonly visit: Visit | undefined;
  readonly choose: (visit: Visit) => void;
}

function Step({ icon, name, visit, choose }: StepProps) {
  return (
    <button
      type="button"
      class="quiet"
      title={name}
      aria-label={name}
      disabled={visit === undefined}
      onClick={() => visit !== undefined && choose(visit)}
    >
      <Icon name={icon} />
    </button>
  );
}
