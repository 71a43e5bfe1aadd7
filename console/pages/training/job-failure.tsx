import { failureAdvice } from '../../model/failure-advice.ts';
import type { TrainingJob } from '../../model/training/described-job.ts';
import { Banner } from '../../parts/banner.tsx';

/** AWS begins the reason of a failure with its name: `AlgorithmError: …`. */
const NAMED = /^(\w+Error|\w+Exceeded|\w+Exception):\s*/;

/** Of a job that did not end well: why, and what to do. */
export function JobFailure({ job }: { readonly job: TrainingJob }) {
  const { status, failureReason, secondaryStatus } = job;
  if (failureReason === undefined) {
    if (status !== 'aborted') return null;
    const cause = job.phases.findLast(({ message }) => message !== '')?.message ?? 'It was stopped.';
    return <Banner tone="aborted" label="Stopped" where={<code>{secondaryStatus}</code>} cause={cause} />;
  }
  const [before = '', error = secondaryStatus] = NAMED.exec(failureReason) ?? [];
  const sentence = failureReason.slice(before.length);
  const advice = failureAdvice({ error, sentence }, false);
  return <Banner tone="failed" label="Failure" where={<code>{error}</code>} cause={sentence} advice={advice} />;
}
