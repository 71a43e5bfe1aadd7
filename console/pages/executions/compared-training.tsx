import { usePolled } from '../../app/polling.ts';
import { isMissing } from '../../aws/aws-call.ts';
import type { LiveExecution } from '../../aws/execution/followed-execution.ts';
import { describeTrainingJob } from '../../aws/training-calls.ts';
import { imagesOf, learnedOf, trainedJobs } from '../../model/training/trained-run.ts';
import { DifferenceTable } from '../../parts/difference-table.tsx';
import { Problem } from '../../parts/problem.tsx';

interface Props {
  readonly left: LiveExecution;
  readonly right: LiveExecution;
}

const PAUSE_MS = 5_000;

/** What two runs trained on, with which configuration, and how well they learned. */
export function ComparedTraining({ left, right }: Props) {
  const names = [left, right].map(({ story }) => trainedJobs(story.visits).at(-1));
  const isRunning = [left, right].some(({ execution }) => execution.status === 'running');
  const { value, error, reload } = usePolled(
    (signal) => Promise.all(names.map((name) => described(name, signal))),
    isRunning ? PAUSE_MS : undefined,
    [names, isRunning],
  );
  const [one, other] = value ?? [];
  const images = [left, right].map(({ story }) => imagesOf(story.visits));
  const texts = (part: (job: NonNullable<typeof one>) => object) => ({
    one: one === undefined ? undefined : JSON.stringify(part(one)),
    other: other === undefined ? undefined : JSON.stringify(part(other)),
  });
  if (error !== undefined) {
    return (
      <tbody>
        <tr>
          <td colSpan={3}>
            <Problem error={error} retry={reload} />
          </td>
        </tr>
      </tbody>
    );
  }
  return (
    <>
      {images.some((one) => one !== undefined) && <DifferenceTable title="Images" one={images[0]} other={images[1]} />}
      {(one !== undefined || other !== undefined) && (
        <>
          <DifferenceTable title="Metrics" {...texts(learnedOf)} />
          <DifferenceTable title="Hyperparameters" {...texts(({ hyperparameters }) => hyperparameters)} />
          <DifferenceTable title="Training request" {...texts(({ request }) => request)} />
        </>
      )}
    </>
  );
}

/** Undefined where a run has asked for no job, or has it no more. */
async function described(name: string | undefined, signal: AbortSignal) {
  if (name === undefined) return undefined;
  try {
    return await describeTrainingJob(name, signal);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
