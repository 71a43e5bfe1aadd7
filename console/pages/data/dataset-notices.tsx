import type { ComponentChildren } from 'preact';
import type { ReadDataset } from '../../aws/data/dataset-calls.ts';
import { skippedRemedy } from '../../model/dataset/skipped-advice.ts';
import { countText } from '../../model/readable.ts';

/** What is odd about the data set, and what to do; then what has changed. */
export function DatasetNotices({ dataset: { report, details } }: { readonly dataset: ReadDataset }) {
  const { warnings, changes, since, reason } = report;
  return (
    <section class="notices" aria-label="Findings">
      <h2>Findings</h2>
      {warnings.length > 0 && (
        <ul class="warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {details.repeated.map(({ where, pictures, images, examples }) => (
        <Group key={where} title={`${countText(pictures, 'picture')} ${where} (${countText(images, 'image')})`}>
          {examples.map((keys) => (
            <Keys key={keys.join(' ')} keys={keys} />
          ))}
        </Group>
      ))}
      {details.skipped.map(({ reason: why, count, keys }) => (
        <Group key={why} title={`${countText(count, 'file')} left out: ${why}`} remedy={skippedRemedy(why)}>
          <Keys keys={keys} />
          {keys.length < count && <p class="muted remedy">and {(count - keys.length).toLocaleString('en')} more</p>}
        </Group>
      ))}
      {changes.length > 0 && (
        <p>
          Since {since ?? 'the last run'}:{' '}
          {changes.map(([what, count]) => `${count.toLocaleString('en')} ${what}`).join(', ')}.
        </p>
      )}
      {warnings.length + details.repeated.length + details.skipped.length === 0 && (
        <p class="muted">No warning, no picture twice, and no file left out.</p>
      )}
      {changes.length === 0 && since !== undefined && <p class="muted">Nothing has changed since {since}.</p>}
      {reason !== undefined && <p class="muted">Decision: {reason}.</p>}
    </section>
  );
}

interface GroupProps {
  readonly title: string;
  readonly remedy?: string;
  readonly children: ComponentChildren;
}

function Group({ title, remedy, children }: GroupProps) {
  return (
    <details>
      <summary>{title}</summary>
      {remedy !== undefined && <p class="remedy">{remedy}</p>}
      {children}
    </details>
  );
}

function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <ul class="plain remedy">
      {keys.map((key) => (
        <li key={key}>
          <code>{key}</code>
        </li>
      ))}
    </ul>
  );
}
