import type { ReportedClass } from '../model/dataset/reported-dataset.ts';
import { countText } from '../model/readable.ts';

interface Props {
  readonly classes: readonly ReportedClass[];
  /** Of all classes, listed here or not. */
  readonly classCount: number;
}

/** Classes as bars, train and validation beside each other; the share is that of the training images. */
export function ClassBars({ classes, classCount }: Props) {
  const most = Math.max(1, ...classes.flatMap(({ train, validation }) => [train, validation]));
  const all = classes.reduce((sum, { train }) => sum + train, 0);
  return (
    <table class="class-bars">
      <thead>
        <tr>
          <th scope="col">Class</th>
          <th scope="col">Train</th>
          <th scope="col">Validation</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {classes.map(({ label, name, train, validation }) => (
          <tr key={label}>
            <th scope="row">
              <span class="muted number">{label}</span> {name}
            </th>
            <Bar count={train} most={most} kind="train" />
            <Bar count={validation} most={most} kind="validation" />
            <td class="number">{all === 0 ? '' : `${((train / all) * 100).toFixed(1)} %`}</td>
          </tr>
        ))}
      </tbody>
      {classes.length < classCount && (
        <caption class="muted">
          The first {classes.length.toLocaleString('en')} of {countText(classCount, 'class', 'classes')}
        </caption>
      )}
    </table>
  );
}

interface BarProps {
  readonly count: number;
  readonly most: number;
  readonly kind: 'train' | 'validation';
}

function Bar({ count, most, kind }: BarProps) {
  return (
    <td>
      <span class="class-bar">
        <span class={`class-bar-fill is-${kind}`} style={{ width: `${(count / most) * 70}%` }} />
        <span class="number">{count.toLocaleString('en')}</span>
      </span>
    </td>
  );
}
