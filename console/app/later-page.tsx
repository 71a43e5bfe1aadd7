import type { ComponentType } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { Problem } from '../parts/problem.tsx';

type OtherPages = typeof import('../pages/other-pages.ts');

let loaded: OtherPages | undefined;
let loading: Promise<OtherPages> | undefined;

/** Loads the code of all pages but that of a run; a failure is that of one try. */
export async function loadOtherPages(): Promise<OtherPages> {
  loading ??= import('../pages/other-pages.ts');
  try {
    loaded = await loading;
    return loaded;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/** A page whose code is loaded when it, or another one like it, is first opened. */
export function laterPage<Props extends object>(
  pick: (pages: OtherPages) => ComponentType<Props>,
): ComponentType<Props> {
  return function LaterPage(props: Props) {
    const [tries, setTries] = useState(0);
    const [error, setError] = useState<unknown>();
    const [, setLoaded] = useState(loaded);
    useLayoutEffect(() => {
      if (loaded === undefined) loadOtherPages().then(setLoaded, setError);
    }, [tries]);
    if (loaded !== undefined) {
      const Page = pick(loaded);
      return <Page {...props} />;
    }
    if (error === undefined) return null;
    const retry = () => {
      setError(undefined);
      setTries(tries + 1);
    };
    return <Problem error={error} retry={retry} />;
  };
}
