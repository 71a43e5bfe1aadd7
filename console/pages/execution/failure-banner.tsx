import type { LiveExecution } from '../../aws/execution/followed-execution.ts';
import { failureAdvice } from '../../model/failure-advice.ts';
import { readableFailure } from '../../model/failure-cause.ts';
import { tellingVisit } from '../../model/history/state-summary.ts';
import type { Visit } from '../../model/history/visit.ts';
import { Banner } from '../../parts/banner.tsx';

interface Props {
  readonly live: Pick<LiveExecution, 'execution' | 'story'> & Partial<Pick<LiveExecution, 'isWhole'>>;
  /** Absent in a report, where nothing can be chosen. */
  readonly showState?: (visit: Visit) => void;
}

/** Of a run that did not end well: which state, why, and what to do, before anything else. */
export function FailureBanner({ live: { execution, story, isWhole = true }, showState }: Props) {
  const { status, notRedrivable, error, cause } = execution;
  if (status !== 'failed' && status !== 'aborted') return null;
  const own = error ?? story.failure?.error ?? execution.awsStatus;
  const failure = readableFailure(own, cause ?? story.failure?.cause);
  const visit = tellingVisit(story.visits);
  const isFailed = status === 'failed';
  const advice = isFailed
    ? { advice: failureAdvice({ ...failure, error: `${own} ${failure.error}` }, notRedrivable === undefined) }
    : {};
  const where = (
    <>
      {isWhole && (visit === undefined ? 'Before the first state ' : <>In {stateName(visit, showState)} </>)}
      <code>{failure.error}</code>
    </>
  );
  const label = isFailed ? 'Failure' : 'Stopped';
  return <Banner tone={status} label={label} where={where} cause={failure.sentence} {...advice} />;
}

function stateName(visit: Visit, showState: Props['showState']) {
  if (showState === undefined) return <strong>{visit.name}</strong>;
  return (
    <button type="button" class="link" onClick={() => showState(visit)}>
      {visit.name}
    </button>
  );
}
