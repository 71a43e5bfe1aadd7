import { jsonDifferences } from '../model/json-differences.ts';
import { parsedJson } from '../model/members.ts';

interface Props {
  readonly title: string;
  /** JSON of both sides. */
  readonly one: string | undefined;
  readonly other: string | undefined;
}

const SHOWN = 200;

/** A part of the comparison: only what differs, by its path. */
export function DifferenceTable({ title, one, other }: Props) {
  const all = jsonDifferences(parsedJson(one), parsedJson(other));
  return (
    <tbody>
      <tr class="part">
        <th scope="rowgroup" colSpan={3}>
          {title} {all.length === 0 && <span class="muted">the same</span>}
          {all.length > SHOWN && (
            <span class="muted">
              the first {SHOWN} of {all.length.toLocaleString('en')} differences
            </span>
          )}
        </th>
      </tr>
      {all.slice(0, SHOWN).map(({ path, one: left, other: right }) => (
        <tr key={path}>
          <th scope="row">
            <code>{path}</code>
          </th>
          <td>{textOf(left)}</td>
          <td>{textOf(right)}</td>
        </tr>
      ))}
    </tbody>
  );
}

function textOf(value: unknown) {
  return value === undefined ? <span class="muted">not there</span> : <code>{JSON.stringify(value)}</code>;
}
