interface Props {
  readonly x: number;
  readonly y: number;
  /** Retries that the state may make. */
  readonly most: number;
  /** Retries that it made in this run. */
  readonly done: number;
}

/** A small loop at the corner of a state that is tried again, with how often. */
export function RetryLoop({ x, y, most, done }: Props) {
  const words = done === 0 ? `up to ${most}` : `${done} of ${most}`;
  return (
    <g class={`retry ${done === 0 ? '' : 'is-done'}`} transform={`translate(${x - 46} ${y - 9})`}>
      <title>{`Retries: ${words}`}</title>
      <rect width="50" height="18" rx="9" />
      <path d="M13.5 6.2a4 4 0 1 0 .8 3.4M14 3.8v3h-3" />
      <text x="21" y="9.5">
        {done === 0 ? `≤ ${most}` : `${done} / ${most}`}
      </text>
    </g>
  );
}
