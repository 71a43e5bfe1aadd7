import type { ComponentChildren } from 'preact';

interface Props {
  readonly tone: 'failed' | 'aborted' | 'caught';
  /** Names it for readers of the screen. */
  readonly label: string;
  /** Where it happened, and AWS's name of the error. */
  readonly where: ComponentChildren;
  /** What went wrong, in one sentence. */
  readonly cause: string;
  /** What to do. */
  readonly advice?: string;
}

/** What did not go well, why, and what to do, before anything else. */
export function Banner({ tone, label, where, cause, advice }: Props) {
  return (
    <section class={`banner is-${tone}`} aria-label={label}>
      <p class="where">{where}</p>
      <p class="cause">{cause}</p>
      {advice !== undefined && <p class="advice">{advice}</p>}
    </section>
  );
}
