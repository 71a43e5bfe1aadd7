import { readableFailure } from '../model/failure-cause.ts';
import { tellingVisit } from '../model/history/state-summary.ts';
import { indented } from '../model/indented-json.ts';
import type { ReportData } from './report-data.ts';

const MAX_LETTERS = 20_000;

/** What the state that failed was given, what it sent, and its cause as it came. */
export function FailedState({ data: { execution, story } }: { readonly data: ReportData }) {
  const visit = tellingVisit(story.visits);
  if (execution.status !== 'failed' || visit?.failure === undefined) return null;
  const { name, input, attempts, failure } = visit;
  const { details } = readableFailure(failure.error, failure.cause);
  return (
    <section class="report-part">
      <h2>{name}</h2>
      <Json title="Input" text={input} />
      <Json title="Sent" text={attempts.at(-1)?.parameters} />
      {details !== undefined && <Json title="Cause" text={failure.cause} />}
    </section>
  );
}

function Json({ title, text }: { readonly title: string; readonly text: string | undefined }) {
  if (text === undefined || text === '') return null;
  const whole = indented(text);
  return (
    <details open={whole.length < 2_000}>
      <summary>{title}</summary>
      <pre>
        {whole.slice(0, MAX_LETTERS)}
        {whole.length > MAX_LETTERS && ` … and ${(whole.length - MAX_LETTERS).toLocaleString('en')} more letters`}
      </pre>
    </details>
  );
}
