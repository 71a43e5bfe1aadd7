import type { ComponentChildren } from 'preact';

interface Props {
  readonly count: number;
  /** Lists older ones; undefined where there are none. */
  readonly more: (() => void) | undefined;
  readonly children?: ComponentChildren;
}

/** Below a list that is asked for page by page. */
export function ListedCount({ count, more, children }: Props) {
  return (
    <p class="muted">
      {count.toLocaleString('en')} listed
      {more !== undefined && (
        <button type="button" class="link after" onClick={more}>
          list older ones
        </button>
      )}
      {children}
    </p>
  );
}
