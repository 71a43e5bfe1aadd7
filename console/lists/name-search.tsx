import { useConsole } from '../app/context.ts';
import { select } from '../app/navigation.ts';
import type { Route } from '../model/route.ts';
import { SearchField } from '../parts/search-field.tsx';

/** A name that is looked for, which the address holds. `what`: such as `runs`. */
export function NameSearch({ what }: { readonly what: string }) {
  const { route } = useConsole();
  return (
    <SearchField
      label={`Search ${what} by name`}
      placeholder="Search by name"
      value={searchedName(route)}
      change={(name) => select(route, { name: name || undefined })}
    />
  );
}

export function searchedName({ query }: Route): string {
  return query['name'] ?? '';
}
