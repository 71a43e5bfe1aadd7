import { useMemo, useState } from 'preact/hooks';
import { DRAWN, firstLines, type JsonLine, jsonLines, PART, type TreeState, UNTOUCHED } from '../model/json-tree.ts';
import { parsedJson } from '../model/members.ts';
import { bytesText } from '../model/readable.ts';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icon.tsx';
import { SearchField } from './search-field.tsx';

interface Props {
  /** What it is, such as `Input`. */
  readonly label: string;
  /** JSON as it was sent, or any other text, which is shown as it is. */
  readonly text: string;
}

/** Values up to this size are looked through at once. */
const SEARCHED_FROM_LINES = 8;

/** JSON that folds, can be searched, and is copied as a whole, by value or by path. */
export function JsonView({ label, text }: Props) {
  const value = useMemo(() => parsedJson(text), [text]);
  const [state, setState] = useState<TreeState>(UNTOUCHED);
  const [search, setSearch] = useState('');
  const lines = useMemo(() => jsonLines(value, state, search), [value, state, search]);
  const isText = value === undefined;
  return (
    <div class="json">
      <div class="json-bar">
        {(lines.length > SEARCHED_FROM_LINES || search !== '') && (
          <SearchField label={`Search in ${label}`} placeholder="Search" value={search} change={setSearch} />
        )}
        <span class="grow" />
        <span class="muted">{bytesText(new Blob([text]).size)}</span>
        <CopyButton isSmall label={`Copy ${label}`} text={() => text} />
      </div>
      {isText ? <pre>{text}</pre> : <Lines key={search} lines={lines} change={setState} />}
      {!isText && lines.length === 0 && <p class="muted">Nothing in it holds “{search}”.</p>}
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly JsonLine[];
  readonly change: LineProps['change'];
}

/** The first ones, and further ones when they are asked for. */
function Lines({ lines, change }: LinesProps) {
  const [limit, setLimit] = useState(DRAWN);
  const { shown, left } = firstLines(lines, limit);
  return (
    <div class="json-lines">
      {shown.map((line) => (
        <Line key={line.path} line={line} change={change} />
      ))}
      {left > 0 && (
        <button type="button" class="link" onClick={() => setLimit(limit + DRAWN)}>
          {left.toLocaleString('en')} more lines …
        </button>
      )}
    </div>
  );
}

interface LineProps {
  readonly line: JsonLine;
  readonly change: (next: (state: TreeState) => TreeState) => void;
}

function Line({ line, change }: LineProps) {
  const { path, depth, name, value, size, isOpen, hidden } = line;
  const toggle = () => change((state) => ({ ...state, toggled: new Map(state.toggled).set(path, !isOpen) }));
  const more = () =>
    change((state) => ({
      ...state,
      shown: new Map(state.shown).set(path, (state.shown.get(path) ?? PART) + PART * 10),
    }));
  return (
    <div class="json-line" style={{ paddingLeft: `${depth * 14}px` }} title={path}>
      {size === undefined ? (
        <span class="fold" />
      ) : (
        <button
          type="button"
          class="fold"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Fold' : 'Unfold'} ${path}`}
          onClick={toggle}
        >
          <Icon name={isOpen ? 'down' : 'right'} />
        </button>
      )}
      {name !== '' && <span class="json-name">{name}</span>}
      <Value value={value} {...(size === undefined ? {} : { size })} />
      <span class="json-copy">
        <CopyButton isSmall label={`Copy ${path}`} text={path} />
      </span>
      {hidden > 0 && (
        <button type="button" class="link" onClick={more}>
          {hidden.toLocaleString('en')} more …
        </button>
      )}
    </div>
  );
}

function Value({ value, size }: { readonly value: unknown; readonly size?: number }) {
  if (size !== undefined) {
    const isList = Array.isArray(value);
    if (size === 0) return <span class="json-size">{isList ? '[]' : '{}'}</span>;
    return (
      <span class="json-size">{isList ? `[${size.toLocaleString('en')}]` : `{${size.toLocaleString('en')}}`}</span>
    );
  }
  return (
    <span class={`json-${value === null ? 'null' : typeof value}`}>
      {typeof value === 'string' ? value : String(value)}
    </span>
  );
}
