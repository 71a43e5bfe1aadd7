import { usePolled } from '../../app/polling.ts';
import { isMissing } from '../../aws/aws-call.ts';
import { describeModel, type Model } from '../../aws/data/model-calls.ts';
import { describeTrainingJob } from '../../aws/training-calls.ts';
import type { TrainingJob } from '../../model/training/described-job.ts';
import { Moment } from '../../parts/moment.tsx';
import { NotYet } from '../../parts/not-yet.tsx';
import { type ValidationSet, validationSetOf } from './judge-model.ts';
import { ModelInspector } from './model-inspector.tsx';
import { TryImage } from './try-image.tsx';
import { ValidationView } from './validation-view.tsx';

/** Is it any good, and where is it wrong? */
export function ModelPage({ id }: { readonly id: string }) {
  const { value, error, reload } = usePolled((signal) => modelWithOrigin(id, signal), undefined, [id]);
  if (value === undefined) return <NotYet what="the model" error={error} retry={reload} />;
  const { model, job, validation } = value;
  return (
    <div class="with-inspector">
      <div class="column">
        <header>
          <h1>{model.name}</h1>
          <p class="muted">
            Saved <Moment timeMs={model.createdMs} />
          </p>
        </header>
        {validation === undefined ? (
          <p class="muted">The training job of this model, or its validation rows, are not there any more.</p>
        ) : (
          <ValidationView model={model.name} validation={validation} />
        )}
        <TryImage model={model.name} names={validation?.names ?? new Map()} />
      </div>
      <ModelInspector
        model={model}
        {...(job === undefined ? {} : { job })}
        {...(validation?.contentHash === undefined ? {} : { contentHash: validation.contentHash })}
      />
    </div>
  );
}

interface ModelWithOrigin {
  readonly model: Model;
  readonly job?: TrainingJob;
  readonly validation?: ValidationSet;
}

async function modelWithOrigin(name: string, signal: AbortSignal): Promise<ModelWithOrigin> {
  const model = await describeModel(name, signal);
  // SageMaker writes an artifact to <output>/<job>/output/model.tar.gz.
  const [, jobName] = /([^/]+)\/output\/model\.tar\.gz$/.exec(model.artifact) ?? [];
  const job = jobName === undefined ? undefined : await unlessMissing(describeTrainingJob(jobName, signal));
  const validation = job && (await unlessMissing(validationSetOf(job, signal)));
  return { model, ...(job === undefined ? {} : { job }), ...(validation === undefined ? {} : { validation }) };
}

async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch((error: unknown) => {
    if (isMissing(error) || (error instanceof Error && /not found/i.test(error.message))) return undefined;
    throw error;
  });
}
