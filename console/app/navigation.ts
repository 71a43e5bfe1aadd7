import { useEffect, useState } from 'preact/hooks';
import { fragmentOf, type Route, routeOf } from '../model/route.ts';

/** The route of the address as it is now. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const changed = () => setRoute(routeOf(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}

export function goTo(route: Partial<Route> & Pick<Route, 'page'>): void {
  location.hash = fragmentOf(route);
}

/** Changes what is selected without a step in the browser's history. `undefined` takes a member out. */
export function select(route: Route, changes: Readonly<Record<string, string | undefined>>): void {
  const members = Object.entries({ ...route.query, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  history.replaceState(undefined, '', fragmentOf({ ...route, query: Object.fromEntries(members) }));
  dispatchEvent(new HashChangeEvent('hashchange'));
}
