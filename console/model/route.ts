/** Where the page is: the part of the address behind `#`. */
export interface Route {
  /** Such as `executions`. */
  readonly page: string;
  /** What the page shows one of, such as an execution's ARN. */
  readonly id?: string;
  /** What is selected on it. */
  readonly query: Readonly<Record<string, string>>;
}

export const FIRST_PAGE = 'workflow';

/** The route in an address's fragment, such as `#/executions/arn%3A…?state=Train`. */
export function routeOf(fragment: string): Route {
  const [path = '', query = ''] = fragment.replace(/^#?\/?/, '').split('?', 2);
  const [page = '', id] = path.split('/', 2);
  const rest = id === undefined || id === '' ? {} : { id: decoded(id) };
  return { page: page === '' ? FIRST_PAGE : page, ...rest, query: Object.fromEntries(new URLSearchParams(query)) };
}

export function fragmentOf({ page, id, query }: Partial<Route> & Pick<Route, 'page'>): string {
  const search = new URLSearchParams(query).toString();
  return `#/${page}${id === undefined ? '' : `/${encodeURIComponent(id)}`}${search === '' ? '' : `?${search}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
