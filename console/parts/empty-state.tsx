import type { ComponentChildren } from 'preact';

interface Props {
  readonly title: string;
  /** What would fill the place, and how to make it happen. */
  readonly text: string;
  readonly children?: ComponentChildren;
}

export function EmptyState({ title, text, children }: Props) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
