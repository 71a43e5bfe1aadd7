import { useMemo, useState } from 'preact/hooks';
import { type LogLine, linesWith } from '../model/log-line.ts';
import { countText } from '../model/readable.ts';
import { SearchField } from '../parts/search-field.tsx';
import { LogLines } from './log-lines.tsx';

interface Props {
  readonly lines: readonly LogLine[];
}

const ROWS = 16;
const SHOWN_ERRORS = 5;

/** Lines of a log: those that tell of errors first, then all of them from the end, which can be searched. */
export function LogView({ lines }: Props) {
  const [search, setSearch] = useState('');
  const shown = useMemo(() => linesWith(lines, search), [lines, search]);
  return (
    <div class="log">
      <ErrorLines lines={lines} />
      <div class="log-bar">
        <SearchField label="Search the log" placeholder="Search the log" value={search} change={setSearch} />
        <span class="muted number">{countText(shown.length, 'line')}</span>
      </div>
      <LogLines events={shown} isFollowed maxRows={ROWS} />
      {shown.length === 0 && (
        <p class="muted">{search === '' ? 'Nothing has been written yet.' : `No line holds “${search}”.`}</p>
      )}
    </div>
  );
}

/** The last ones: what came before them is mostly what led to them. */
export function ErrorLines({ lines }: { readonly lines: readonly LogLine[] }) {
  const errors = useMemo(() => lines.filter(({ isError }) => isError), [lines]);
  if (errors.length === 0) return null;
  return (
    <section class="log-errors" aria-label="Errors in the log">
      <p class="muted">
        {countText(errors.length, 'line')} of errors
        {errors.length > SHOWN_ERRORS && `, the last ${SHOWN_ERRORS} of them:`}
      </p>
      <pre>
        {errors
          .slice(-SHOWN_ERRORS)
          .map(({ text }) => text)
          .join('\n')}
      </pre>
    </section>
  );
}
