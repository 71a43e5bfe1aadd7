import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { usePolled } from '../../app/polling.ts';
import { describeTrainingJob } from '../../aws/training-calls.ts';
import { ListedTime } from '../../lists/listed-time.tsx';
import { durationText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import type { ListedJob } from '../../model/training/described-job.ts';
import { CutName } from '../../parts/cut-name.tsx';
import { useNow } from '../../parts/moment.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';

/** Names of jobs differ at their ends. */
const NAME_LETTERS = 44;

export function JobRow({ job }: { readonly job: ListedJob }) {
  const { name, status, awsStatus, createdMs, endedMs } = job;
  const { route } = useConsole();
  const { one } = route.query;
  // The first that is chosen waits for a second one.
  const compare = () =>
    select(route, one === undefined ? { one: name } : one === name ? { one: undefined } : { other: name });
  const nowMs = useNow(endedMs === undefined ? 1_000 : undefined);
  return (
    <li class="row">
      <a class="name" href={fragmentOf({ page: 'training', id: name })}>
        <CutName name={name} letters={NAME_LETTERS} />
      </a>
      <StatusMark status={status} {...(awsStatus === 'Stopping' ? { word: 'Stopping' } : {})} />
      <span>{durationText((endedMs ?? nowMs) - createdMs)}</span>
      <Billed job={job} />
      <ListedTime timeMs={createdMs} />
      <button
        type="button"
        class="quiet above"
        aria-pressed={one === name}
        aria-label={`Compare ${name}`}
        onClick={compare}
      >
        {one === undefined ? 'Compare' : one === name ? 'with …' : 'with this'}
      </button>
    </li>
  );
}

/** Which the list does not say: each job in sight is asked for once, when it has ended. */
const billedSeconds = new Map<string, number>();

function Billed({ job: { name, arn, endedMs, createdMs } }: { readonly job: ListedJob }) {
  const key = `${arn} ${createdMs}`;
  const { value } = usePolled(
    async (signal) => {
      if (endedMs === undefined) return undefined;
      const seconds = billedSeconds.get(key) ?? (await describeTrainingJob(name, signal)).billedSeconds ?? 0;
      billedSeconds.set(key, seconds);
      return seconds;
    },
    undefined,
    [key, endedMs],
  );
  return <span class="number">{value === undefined ? '' : durationText(value * 1000)}</span>;
}
