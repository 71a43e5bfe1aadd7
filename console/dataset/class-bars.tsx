import type { ReportedClass, SplitCounts } from '../model/dataset/reported-dataset.ts';
import { countText } from '../model/readable.ts';
import { CutName } from '../parts/cut-name.tsx';

interface Props {
  readonly classes: readonly ReportedClass[];
  /** Of all classes, listed here or not. */
  readonly classCount: number;
  /** Images of all classes: what shares are of. */
  readonly images: SplitCounts;
  readonly chosen?: string | undefined;
  /** Makes each class one to choose. */
  readonly choose?: (name: string) => void;
}

const MOST_LETTERS = 40;

/** Classes as bars, train and validation beside each other, with counts and shares of their split. */
export function ClassBars({ classes, classCount, images, chosen, choose }: Props) {
  const most = Math.max(1, ...classes.flatMap(({ train, validation }) => [train, validation]));
  return (
    <table class="class-bars">
      <thead>
        <tr>
          <th scope="col">Class</th>
          <th scope="col">Train</th>
          <th scope="col">Validation</th>
        </tr>
      </thead>
      <tbody>
        {classes.map((one) => (
          <tr key={one.label} class={one.name === chosen ? 'is-chosen' : ''}>
            <th scope="row">
              <span class="muted number">{one.label}</span> <ClassName name={one.name} choose={choose} />
            </th>
            <Bar count={one.train} most={most} all={images.train} kind="train" />
            <Bar count={one.validation} most={most} all={images.validation} kind="validation" />
          </tr>
        ))}
      </tbody>
      {classes.length < classCount && (
        <caption class="muted">
          {classes.length.toLocaleString('en')} of {countText(classCount, 'class', 'classes')}
        </caption>
      )}
    </table>
  );
}

function ClassName({ name, choose }: { readonly name: string; readonly choose: Props['choose'] }) {
  const text = <CutName name={name} letters={MOST_LETTERS} />;
  if (choose === undefined) return text;
  return (
    <button type="button" class="link" onClick={() => choose(name)}>
      {text}
    </button>
  );
}

interface BarProps {
  readonly count: number;
  readonly most: number;
  readonly all: number;
  readonly kind: 'train' | 'validation';
}

function Bar({ count, most, all, kind }: BarProps) {
  return (
    <td>
      <span class="class-bar">
        <span class={`class-bar-fill is-${kind}`} style={{ width: `${(count / most) * 50}%` }} />
        <span class="number">
          {count.toLocaleString('en')} {all > 0 && <span class="muted">{shareText(count / all)}</span>}
        </span>
      </span>
    </td>
  );
}

/** `12.5 %`, and never 0 for what is there. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  return `${(share * 100).toFixed(1)} %`;
}
