import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { usePolled } from '../../app/polling.ts';
import { type ListedModel, listModels } from '../../aws/data/model-calls.ts';
import { fragmentOf } from '../../model/route.ts';
import { CutName } from '../../parts/cut-name.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Ago, Moment } from '../../parts/moment.tsx';
import { Problem } from '../../parts/problem.tsx';

const PAUSE_MS = 5_000;
const NAME_LETTERS = 60;

/** All models of the account and region, the newest first. */
export function ModelsPage() {
  const { route } = useConsole();
  const { value, error, reload } = usePolled(listModels, PAUSE_MS, []);
  const search = route.query['name'] ?? '';
  if (value === undefined) {
    return error === undefined ? (
      <p class="muted" aria-busy="true">
        Loading models …
      </p>
    ) : (
      <Problem error={error} retry={reload} />
    );
  }
  if (value.length === 0) {
    return <EmptyState title="No model yet" text="A run saves one when its training job has succeeded." />;
  }
  const shown = value.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <>
      <h1>Models</h1>
      {error !== undefined && <Problem error={error} retry={reload} />}
      <input
        type="search"
        aria-label="Search models by name"
        placeholder="Search by name"
        value={search}
        onInput={({ currentTarget }) => select(route, { name: currentTarget.value || undefined })}
      />
      <ModelList models={shown} />
    </>
  );
}

function ModelList({ models }: { readonly models: readonly ListedModel[] }) {
  return (
    <ul class="plain models" aria-label="Models">
      {models.map(({ name, createdMs }) => (
        <li key={name} class="row">
          <a class="name" href={fragmentOf({ page: 'models', id: name })}>
            <CutName name={name} letters={NAME_LETTERS} />
          </a>
          <span>
            <Ago timeMs={createdMs} />{' '}
            <span class="muted wide">
              <Moment timeMs={createdMs} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
