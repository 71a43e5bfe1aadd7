import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

export interface Tab {
  readonly id: string;
  readonly title: string;
  /** How many things are in it. */
  readonly count?: number;
}

interface Props {
  /** Names the list for readers of the screen. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly current: string;
  readonly choose: (id: string) => void;
  readonly children: ComponentChildren;
}

/** Tabs over what the chosen one shows; arrow keys move between them. */
export function Tabs({ label, tabs, current, choose, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = tabs.findIndex(({ id }) => id === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    choose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map(({ id, title, count }) => (
          <button
            key={id}
            type="button"
            role="tab"
            data-tab={id}
            aria-selected={id === current}
            tabIndex={id === current ? 0 : -1}
            onClick={() => choose(id)}
          >
            {title}
            {count !== undefined && <span class="count">{count.toLocaleString('en')}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" aria-label={tabs.find(({ id }) => id === current)?.title}>
        {children}
      </div>
    </div>
  );
}
