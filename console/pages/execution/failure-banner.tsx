import { failureAdvice } from '../../model/failure-advice.ts';
import { readableFailure } from '../../model/failure-cause.ts';
import { tellingVisit } from '../../model/history/state-summary.ts';
import type { Visit } from '../../model/history/visit.ts';
import type { LiveExecution } from '../use-execution.ts';

interface Props {
  readonly live: LiveExecution;
  readonly showState: (visit: Visit) => void;
}

/** Of a run that did not end well: which state, why, and what to do, before anything else. */
export function FailureBanner({ live: { execution, story }, showState }: Props) {
  const { status, notRedrivable, error, cause } = execution;
  if (status !== 'failed' && status !== 'aborted') return null;
  const own = error ?? story.failure?.error ?? execution.awsStatus;
  const failure = readableFailure(own, cause ?? story.failure?.cause);
  const visit = tellingVisit(story.visits);
  const isFailed = status === 'failed';
  return (
    <section class={`banner ${isFailed ? 'is-failed' : 'is-aborted'}`} aria-label={isFailed ? 'Failure' : 'Stopped'}>
      <p class="where">
        {visit === undefined ? (
          'Before the first state'
        ) : (
          <>
            In{' '}
            <button type="button" class="link" onClick={() => showState(visit)}>
              {visit.name}
            </button>
          </>
        )}{' '}
        <code>{failure.error}</code>
      </p>
      <p class="cause">{failure.sentence}</p>
      {isFailed && (
        <p class="advice">
          {failureAdvice({ ...failure, error: `${own} ${failure.error}` }, notRedrivable === undefined)}
        </p>
      )}
    </section>
  );
}
