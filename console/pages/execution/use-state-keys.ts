import { useEffect, useRef } from 'preact/hooks';
import type { Visit } from '../../model/history/visit.ts';
import { isTyping } from '../../parts/typing.ts';

/** `j` and `k` go through the states in the order in which they were entered; Escape chooses none. */
export function useStateKeys(
  visits: readonly Visit[],
  chosen: Visit | undefined,
  choose: (visit: Visit | undefined) => void,
): void {
  const latest = useRef({ visits, chosen, choose });
  latest.current = { visits, chosen, choose };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const { visits: all, chosen: current, choose: pick } = latest.current;
      const at = current === undefined ? -1 : all.indexOf(current);
      if (event.key === 'j') pick(all[Math.min(all.length - 1, at + 1)]);
      else if (event.key === 'k') pick(all[Math.max(0, at - 1)]);
      else if (event.key === 'Escape') pick(undefined);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}
