import type { DatasetReport } from '../model/dataset/reported-dataset.ts';
import { bytesText, countText } from '../model/readable.ts';

/** What a data set is, and what is odd about it. */
export function DatasetNotes({ report }: { readonly report: DatasetReport }) {
  const { images, bytes, ratio, duplicates, changes, since, skipped, warnings, reason } = report;
  return (
    <div class="dataset-notes">
      <dl class="facts">
        <Fact name="To train on" text={`${countText(images.train, 'image')}, ${bytesText(bytes.train)}`} />
        <Fact name="To validate" text={`${countText(images.validation, 'image')}, ${bytesText(bytes.validation)}`} />
        {ratio !== undefined && <Fact name="Largest class to smallest" text={`${ratio} to 1`} />}
      </dl>
      <Counts title="Identical pictures" counts={duplicates} />
      <Counts title={`Since ${since ?? 'the last run'}`} counts={changes} />
      <Counts title="Skipped files" counts={skipped.map((one) => [one.reason, one.count] as const)} />
      {warnings.length > 0 && (
        <section>
          <h3>Warnings</h3>
          <ul class="warnings">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </section>
      )}
      {reason !== undefined && <p class="muted">Decision: {reason}.</p>}
    </div>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function Counts({ title, counts }: { readonly title: string; readonly counts: DatasetReport['duplicates'] }) {
  if (counts.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul class="plain">
        {counts.map(([what, count]) => (
          <li key={what}>
            <strong class="count">{count.toLocaleString('en')}</strong> {what}
          </li>
        ))}
      </ul>
    </section>
  );
}
