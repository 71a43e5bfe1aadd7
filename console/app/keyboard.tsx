import { useEffect, useRef } from 'preact/hooks';
import { isTyping } from '../parts/typing.ts';
import { goTo } from './navigation.ts';
import { PAGES } from './page-list.ts';

/** How long after `g` the letter of a page counts. */
const CHORD_MS = 1_500;

const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['j / k', 'next and previous state of a run'],
  ['/', 'search on this page'],
  ['Esc', 'close what is open on the right'],
  ['+  −  0', 'zoom the graph, fit it again (arrow keys move it)'],
  ['?', 'this list'],
];

/** Letters that work on every page, unless something is being typed. */
export function useShortcuts(help: () => void): void {
  const latest = useRef(help);
  latest.current = help;
  useEffect(() => {
    let chordUntilMs = 0;
    const pressed = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.timeStamp < chordUntilMs) {
        chordUntilMs = 0;
        const page = PAGES.find(({ key }) => key === event.key);
        if (page !== undefined) goTo({ page: page.page });
      } else if (event.key === 'g') chordUntilMs = event.timeStamp + CHORD_MS;
      else if (event.key === '?') latest.current();
      else if (event.key === '/') focusSearch(event);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

function focusSearch(event: KeyboardEvent): void {
  const search = document.querySelector<HTMLInputElement>('input[type="search"]');
  if (search === null) return;
  event.preventDefault();
  search.focus();
}

export function KeyboardHelp({ close }: { readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const pages = PAGES.map(({ key, title }) => [`g ${key}`, title] as const);
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="keys-title" class="keys">
      <h2 id="keys-title">Keys</h2>
      <dl>
        {[...pages, ...KEYS].map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
