import { shareText } from '../../dataset/class-bars.tsx';
import { cutInMiddle } from '../../model/readable.ts';

interface Props {
  readonly probabilities: readonly number[];
  readonly names: ReadonlyMap<number, string>;
  /** So many, the likeliest first. */
  readonly most: number;
}

const NAME_LETTERS = 24;

/** A bar for each of the likeliest classes. */
export function Probabilities({ probabilities, names, most }: Props) {
  const ranked = probabilities
    .map((share, label) => ({ share, name: names.get(label) ?? String(label) }))
    .sort((one, other) => other.share - one.share)
    .slice(0, most);
  return (
    <ol class="probabilities">
      {ranked.map(({ share, name }) => (
        <li key={name}>
          <bdi title={name}>{cutInMiddle(name, NAME_LETTERS)}</bdi>
          <span class="probability">
            <span class="class-bar-fill is-validation" style={{ width: `${share * 100}%` }} />
          </span>
          <span class="number">{shareText(share)}</span>
        </li>
      ))}
    </ol>
  );
}
