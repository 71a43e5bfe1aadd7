import { confusionMatrix, type JudgedImage, type MatrixRow } from '../../model/models/confusion.ts';
import { CutName } from '../../parts/cut-name.tsx';

interface Props {
  readonly judged: readonly JudgedImage[];
  readonly names: ReadonlyMap<number, string>;
  readonly choose: (label: number, predicted: number) => void;
  readonly chosen?: readonly [label: number, predicted: number];
}

const NAME_LETTERS = 18;
/** Percent; with more the count is not readable enough on the dark page's green. */
const MOST_COLOUR = 45;

/** True classes down, predicted ones across, shaded by the share of the row. A count opens its images. */
export function ConfusionMatrix(props: Props) {
  const rows = confusionMatrix(props.judged, props.judged[0]?.probabilities.length ?? 0);
  const name = (label: number) => props.names.get(label) ?? String(label);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <div class="matrix" tabIndex={0} role="group" aria-label="Confusion matrix, scrollable">
      <table aria-label="Confusion matrix">
        <thead>
          <tr>
            <th scope="col" class="muted">
              true ↓ predicted →
            </th>
            {rows.map(({ label }) => (
              <Name key={label} name={name(label)} scope="col" />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.label} row={row} name={name} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Name({ name, scope }: { readonly name: string; readonly scope: 'row' | 'col' }) {
  return (
    <th scope={scope}>
      <CutName name={name} letters={NAME_LETTERS} />
    </th>
  );
}

interface RowProps extends Pick<Props, 'choose' | 'chosen'> {
  readonly row: MatrixRow;
  readonly name: (label: number) => string;
}

function Row({ row, name, choose, chosen }: RowProps) {
  return (
    <tr>
      <Name name={name(row.label)} scope="row" />
      {row.counts.map((count, predicted) => (
        <Cell
          key={name(predicted)}
          row={row}
          count={count}
          isRight={row.label === predicted}
          isChosen={chosen?.[0] === row.label && chosen[1] === predicted}
          name={`${count} of ${name(row.label)} predicted as ${name(predicted)}`}
          open={() => choose(row.label, predicted)}
        />
      ))}
    </tr>
  );
}

interface CellProps {
  readonly row: MatrixRow;
  readonly count: number;
  readonly isRight: boolean;
  readonly isChosen: boolean;
  readonly name: string;
  readonly open: () => void;
}

function Cell({ row, count, isRight, isChosen, name, open }: CellProps) {
  if (count === 0) return <td class="muted">·</td>;
  const share = Math.round((count / Math.max(1, row.total)) * MOST_COLOUR);
  const colour = isRight ? 'var(--green)' : 'var(--red)';
  return (
    <td style={{ background: `color-mix(in srgb, ${colour} ${share}%, var(--raised))` }}>
      <button type="button" class="link" aria-label={name} aria-pressed={isChosen} title={name} onClick={open}>
        {count.toLocaleString('en')}
      </button>
    </td>
  );
}
