import { useConsole } from '../app/context.ts';
import { select } from '../app/navigation.ts';

interface Props {
  /** AWS's status, empty for all, and its name here. */
  readonly filters: readonly (readonly [status: string, title: string])[];
}

/** Buttons for the status that is listed, which the address holds. */
export function StatusFilters({ filters }: Props) {
  const { route } = useConsole();
  const { status = '' } = route.query;
  return (
    <div class="filters" role="group" aria-label="Status">
      {filters.map(([value, title]) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === status}
          onClick={() => select(route, { status: value === '' ? undefined : value })}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
