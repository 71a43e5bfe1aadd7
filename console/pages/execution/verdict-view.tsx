import { usePolled } from '../../app/polling.ts';
import { type Judgement, type Mistake, verdictText } from '../../model/models/state-judgement.ts';
import { type S3Place, s3PlaceOf } from '../../model/s3-place.ts';
import { CutName } from '../../parts/cut-name.tsx';
import { Picture } from '../../parts/picture.tsx';
import { Problem } from '../../parts/problem.tsx';
import { AccuracyIntervals, percent } from './accuracy-intervals.tsx';
import { imagesPlaceOf } from './images-place.ts';

const NAME_LETTERS = 14;
/** Percent, as of the matrix of a model's page. */
const MOST_COLOUR = 45;

/** Is the new model better, and where is it wrong? */
export function VerdictView({ judgement }: { readonly judgement: Judgement }) {
  const { promoted, approval, reasons, confusion, mistakes, pageUri } = judgement;
  return (
    <div class="column verdict">
      <p>
        <strong class={promoted ? 'promoted' : 'held-back'}>{promoted ? 'Promoted' : 'Not promoted'}.</strong>{' '}
        {verdictText(judgement)} <span class="muted">Registered as {approval}.</span>
      </p>
      <AccuracyIntervals {...judgement} />
      <ul class="reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {confusion !== undefined && <Confusion {...confusion} />}
      {mistakes.length > 0 && <Mistakes judgement={judgement} />}
      <p class="muted wrap">{pageUri}</p>
    </div>
  );
}

function Confusion({ names, counts }: NonNullable<Judgement['confusion']>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <div class="matrix" tabIndex={0} role="group" aria-label="Confusion matrix of the judgement, scrollable">
      <table aria-label="Confusion matrix of the judgement">
        <thead>
          <tr>
            <th scope="col" class="muted">
              true ↓ predicted →
            </th>
            {names.map((name) => (
              <th key={name} scope="col">
                <CutName name={name} letters={NAME_LETTERS} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, label) => (
            <ConfusionRow key={name} name={name} label={label} counts={counts[label] ?? []} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly label: number;
  readonly counts: readonly number[];
}

function ConfusionRow({ name, label, counts }: RowProps) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <tr>
      <th scope="row">
        <CutName name={name} letters={NAME_LETTERS} />
      </th>
      {counts.map((count, predicted) => {
        const share = total === 0 ? 0 : Math.round((count / total) * MOST_COLOUR);
        const colour = predicted === label ? 'var(--green)' : 'var(--red)';
        const style = { background: `color-mix(in srgb, ${colour} ${share}%, var(--raised))` };
        return (
          <td key={predicted} style={style}>
            {count === 0 ? '·' : count.toLocaleString('en')}
          </td>
        );
      })}
    </tr>
  );
}

function Mistakes({ judgement }: { readonly judgement: Judgement }) {
  const found = usePolled((signal) => imagesPlaceOf(judgement, signal), undefined, [judgement.evaluationUri]);
  return (
    <section class="column" aria-label="Most confidently wrong">
      <h3>Most confidently wrong</h3>
      {found.error !== undefined && <Problem error={found.error} retry={found.reload} />}
      <ul class="mistakes">
        {judgement.mistakes.map((mistake) => (
          <MistakeItem key={mistake.image} mistake={mistake} prefix={found.value} />
        ))}
      </ul>
    </section>
  );
}

function MistakeItem({ mistake, prefix }: { readonly mistake: Mistake; readonly prefix: string | undefined }) {
  const { image, actual, predicted, probability } = mistake;
  const place: S3Place | undefined = prefix === undefined ? undefined : s3PlaceOf(`${prefix}${image}`);
  return (
    <li>
      {place === undefined ? <span class="picture" /> : <Picture place={place} name={image} />}
      <div class="mistake-words">
        <p>
          is <strong>{actual}</strong>, predicted <strong>{predicted}</strong> ({percent(probability)})
        </p>
        <p class="muted">{image}</p>
      </div>
    </li>
  );
}
