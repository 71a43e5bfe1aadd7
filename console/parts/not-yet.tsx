import { Problem } from './problem.tsx';

interface Props {
  /** Such as `the run`. */
  readonly what: string;
  readonly error: unknown;
  readonly retry: () => void;
}

/** In the place of what has not come yet: that it is being asked for, or why that has failed. */
export function NotYet({ what, error, retry }: Props) {
  return error === undefined ? <Loading what={what} /> : <Problem error={error} retry={retry} />;
}

export function Loading({ what }: Pick<Props, 'what'>) {
  return (
    <p class="muted" aria-busy="true">
      Loading {what} …
    </p>
  );
}
