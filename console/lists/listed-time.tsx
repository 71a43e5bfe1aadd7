import { Ago, Moment } from '../parts/moment.tsx';

/** A row's time: how long ago, and where there is room when. */
export function ListedTime({ timeMs }: { readonly timeMs: number }) {
  return (
    <span>
      <Ago timeMs={timeMs} />{' '}
      <span class="muted wide">
        <Moment timeMs={timeMs} />
      </span>
    </span>
  );
}
