import type { ComponentChildren } from 'preact';
import { useConsole } from '../app/context.ts';
import { select } from '../app/navigation.ts';
import type { Polled } from '../app/polling.ts';
import { Loading } from '../parts/not-yet.tsx';
import { Problem } from '../parts/problem.tsx';

interface Props<Side> {
  readonly title: string;
  readonly sides: readonly [Polled<Side>, Polled<Side>];
  readonly children: (left: Side, right: Side) => ComponentChildren;
}

/** Two entries of a list beside each other, and the way back to it. */
export function ComparedPair<Side>({ title, sides, children }: Props<Side>) {
  const { route } = useConsole();
  const failed = sides.find(({ error, value }) => error !== undefined && value === undefined);
  if (failed !== undefined) return <Problem error={failed.error} retry={failed.reload} />;
  const [{ value: left }, { value: right }] = sides;
  return (
    <>
      <div class="title-line">
        <h1>{title}</h1>
        <button type="button" onClick={() => select(route, { one: undefined, other: undefined })}>
          Back to the list
        </button>
      </div>
      {left === undefined || right === undefined ? <Loading what="both" /> : children(left, right)}
    </>
  );
}
