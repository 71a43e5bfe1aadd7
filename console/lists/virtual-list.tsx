import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useFollowedEnd } from './use-followed-end.ts';

interface Props<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly rowHeight: number;
  /** Of the window onto the rows; fewer rows take less. */
  readonly maxHeight: number;
  /** Scrolls to this one when it changes. */
  readonly shownIndex?: number;
  /** Stays at the end as rows are added, unless the reader has gone up: then a button says how many are new. */
  readonly followsEnd?: boolean;
  /** A list item. */
  readonly row: (item: T, index: number) => ComponentChildren;
}

/** Rows beyond the window that are drawn as well, so that scrolling shows no gap. */
const MARGIN_ROWS = 12;

/** A list of any length: only the rows in its window are drawn. */
export function VirtualList<T>({ label, items, rowHeight, maxHeight, shownIndex, followsEnd = false, row }: Props<T>) {
  const [top, setTop] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const height = Math.min(maxHeight, items.length * rowHeight);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null || shownIndex === undefined || shownIndex < 0) return;
    const rowTop = shownIndex * rowHeight;
    const isShown = rowTop >= current.scrollTop && rowTop + rowHeight <= current.scrollTop + height;
    if (!isShown) current.scrollTop = rowTop - height / 3;
  }, [shownIndex, rowHeight, height]);
  const end = useFollowedEnd(box, items.length, followsEnd);
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), items.length) - MARGIN_ROWS);
  const last = Math.min(items.length, Math.ceil((top + height) / rowHeight) + MARGIN_ROWS);
  return (
    <div class="virtual-frame">
      <div
        ref={box}
        class="virtual"
        style={{ height: `${height}px` }}
        onScroll={({ currentTarget }) => {
          setTop(currentTarget.scrollTop);
          end.scrolled();
        }}
      >
        <div style={{ height: `${items.length * rowHeight}px` }}>
          <ul aria-label={label} style={{ transform: `translateY(${first * rowHeight}px)` }}>
            {items.slice(first, last).map((item, index) => row(item, first + index))}
          </ul>
        </div>
      </div>
      {end.newCount > 0 && (
        <button type="button" class="news" onClick={end.goThere}>
          {end.newCount.toLocaleString('en')} new
        </button>
      )}
    </div>
  );
}
