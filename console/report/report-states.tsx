import { firstVisits } from '../model/history/first-visits.ts';
import { durationText, offsetText } from '../model/readable.ts';
import { StatusMark } from '../parts/status-mark.tsx';
import type { ReportData } from './report-data.ts';

const LISTED = 500;

export function ReportStates({ data: { story, execution, writtenMs } }: { readonly data: ReportData }) {
  const { shown, words } = firstVisits(story.visits, LISTED);
  return (
    <section class="report-part">
      <h2>States</h2>
      <table class="compare report-states">
        <thead>
          <tr>
            {['State', 'Type', 'Status', 'Attempts', 'Duration', 'Entered'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, name, type, status, attempts, enteredMs, endedMs = writtenMs }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{type}</td>
              <td>
                <StatusMark status={status} />
              </td>
              <td>{attempts.length === 0 ? '' : attempts.length}</td>
              <td>{durationText(endedMs - enteredMs)}</td>
              <td>{offsetText(enteredMs - execution.startedMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {words !== undefined && <p class="muted">{words}</p>}
    </section>
  );
}
