import { membersIn, textIn } from '../model/members.ts';
import { utcText } from '../model/readable.ts';
import type { ReportData } from './report-data.ts';

/** What a run costs at most on AWS, and what this was made with. */
export function ReportFoot({ data: { outputs, versions, execution, writtenMs } }: { readonly data: ReportData }) {
  const cost = textIn(membersIn(outputs, 'runCost'), 'text');
  return (
    <footer class="report-foot muted">
      {cost !== undefined && <p>On AWS: {cost}.</p>}
      <p>
        {Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(' · ')}
      </p>
      <p>
        <code>{execution.arn}</code>, written {utcText(writtenMs)}
      </p>
    </footer>
  );
}
