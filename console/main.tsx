import { render } from 'preact';
import { loadOtherPages } from './app/later-page.tsx';
import { pause } from './app/polling.ts';
import { Shell } from './app/shell.tsx';
import { answeredAhead } from './aws/ask-page.ts';
import { routeOf } from './model/route.ts';

/** So long the first picture waits for what is to be in it: to paint it twice would take longer. */
const PATIENCE_MS = 100;

const { page, id } = routeOf(location.hash);
const isRun = page === 'executions' && id !== undefined;
// A failure is told by the page that needs it.
const code = isRun ? undefined : loadOtherPages().catch(() => undefined);
await Promise.race([Promise.all([answeredAhead(), code]), pause(PATIENCE_MS, new AbortController().signal)]);

// The script may be there before the element that it draws into.
if (document.readyState === 'loading') {
  await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}
const root = document.getElementById('root');
if (root !== null) render(<Shell />, root);
