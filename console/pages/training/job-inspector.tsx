import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import type { TrainingJob } from '../../model/training/described-job.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Tabs } from '../../parts/tabs.tsx';

/** What the job was asked for and what it made. */
export function JobInspector({ job }: { readonly job: TrainingJob }) {
  const { route } = useConsole();
  const tabs = [
    {
      id: 'hyperparameters',
      title: 'Hyperparameters',
      content: <JsonView label="Hyperparameters" text={JSON.stringify(job.hyperparameters)} />,
    },
    { id: 'request', title: 'Request', content: <JsonView label="Request" text={JSON.stringify(job.request)} /> },
    { id: 'metrics', title: 'Metrics', content: <FinalMetrics job={job} /> },
  ];
  const current = tabs.find(({ id }) => id === route.query['tab']) ?? tabs[0];
  return (
    <aside class="inspector" aria-label="The job">
      <h2>The job</h2>
      <Artifact job={job} />
      {current !== undefined && (
        <Tabs label="Data" tabs={tabs} current={current.id} choose={(tab) => select(route, { tab })}>
          {current.content}
        </Tabs>
      )}
    </aside>
  );
}

function Artifact({ job: { artifact, status } }: { readonly job: TrainingJob }) {
  if (artifact === undefined || status !== 'succeeded') return null;
  return (
    <div class="artifact">
      <p class="muted">Artifact</p>
      <p class="address">
        <code>{artifact}</code>
        <CopyButton isSmall label="Copy the artifact’s address" text={artifact} />
      </p>
    </div>
  );
}

function FinalMetrics({ job: { metrics } }: { readonly job: TrainingJob }) {
  if (metrics.length === 0) return <p class="muted">The job has reported no metric yet.</p>;
  return (
    <table class="metrics">
      <tbody>
        {metrics.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value.toLocaleString('en', { maximumFractionDigits: 6 })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
