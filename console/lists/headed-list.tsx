import type { ComponentChildren } from 'preact';
import { VirtualList } from './virtual-list.tsx';

interface Props<Item> {
  readonly label: string;
  /** Titles of the columns; an empty one for buttons. */
  readonly columns: readonly string[];
  readonly items: readonly Item[];
  readonly row: (item: Item) => ComponentChildren;
}

const ROW_HEIGHT = 38;
const MAX_HEIGHT = 18 * ROW_HEIGHT;

/** A list of any length under the titles of its columns. */
export function HeadedList<Item>({ label, columns, items, row }: Props<Item>) {
  return (
    <>
      <div class="row-head" aria-hidden="true">
        {columns.map((title) => (
          <span key={title}>{title}</span>
        ))}
      </div>
      <VirtualList label={label} items={items} rowHeight={ROW_HEIGHT} maxHeight={MAX_HEIGHT} row={row} />
    </>
  );
}
