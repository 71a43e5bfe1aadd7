import { useConsole } from '../../app/context.ts';
import { usePolled } from '../../app/polling.ts';
import { type ListedModel, listModels } from '../../aws/data/model-calls.ts';
import { ListedTime } from '../../lists/listed-time.tsx';
import { NameSearch, searchedName } from '../../lists/name-search.tsx';
import { fragmentOf } from '../../model/route.ts';
import { holds } from '../../model/search.ts';
import { CutName } from '../../parts/cut-name.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { NotYet } from '../../parts/not-yet.tsx';
import { Problem } from '../../parts/problem.tsx';

const PAUSE_MS = 5_000;
const NAME_LETTERS = 60;

/** All models of the account and region, the newest first. */
export function ModelsPage() {
  const { route } = useConsole();
  const { value, error, reload } = usePolled(listModels, PAUSE_MS, []);
  if (value === undefined) return <NotYet what="models" error={error} retry={reload} />;
  if (value.length === 0) {
    return <EmptyState title="No model yet" text="A run saves one when its training job has succeeded." />;
  }
  const shown = value.filter(({ name }) => holds(name, searchedName(route)));
  return (
    <>
      <h1>Models</h1>
      {error !== undefined && <Problem error={error} retry={reload} />}
      <NameSearch what="models" />
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
          <ListedTime timeMs={createdMs} />
        </li>
      ))}
    </ul>
  );
}
