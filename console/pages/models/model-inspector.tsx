import type { ComponentChildren } from 'preact';
import { usePolled } from '../../app/polling.ts';
import { channelAddress } from '../../aws/data/dataset-calls.ts';
import type { Model } from '../../aws/data/model-calls.ts';
import { getObject } from '../../aws/s3-calls.ts';
import { archiveFiles } from '../../model/models/archive-files.ts';
import { bytesText } from '../../model/readable.ts';
import { fragmentOf } from '../../model/route.ts';
import { s3PlaceOf } from '../../model/s3-place.ts';
import type { TrainingJob } from '../../model/training/described-job.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Problem } from '../../parts/problem.tsx';

interface Props {
  readonly model: Model;
  readonly job?: TrainingJob;
  readonly contentHash?: string;
}

/** What it was trained on, and what is in its artifact. */
export function ModelInspector({ model, job, contentHash }: Props) {
  return (
    <aside class="inspector" aria-label="The model">
      <h2>Trained on</h2>
      <dl class="image-facts">
        <Fact name="Training job">
          {job === undefined ? (
            'not there any more'
          ) : (
            <a href={fragmentOf({ page: 'training', id: job.name })}>{job.name}</a>
          )}
        </Fact>
        {job !== undefined && <RunOfJob job={job} />}
        {contentHash !== undefined && (
          <Fact name="Hash of the data set">
            <code>{contentHash}</code>
          </Fact>
        )}
        <Fact name="Image">
          <code>{model.image}</code>
        </Fact>
        <Fact name="Artifact">
          <code>{model.artifact}</code>
          <CopyButton isSmall label="Copy the artifact’s address" text={model.artifact} />
        </Fact>
      </dl>
      <ArtifactFiles address={model.artifact} />
      {job !== undefined && (
        <>
          <h2>Hyperparameters</h2>
          <JsonView label="Hyperparameters" text={JSON.stringify(job.hyperparameters)} />
        </>
      )}
    </aside>
  );
}

function RunOfJob({ job }: { readonly job: TrainingJob }) {
  const lst = s3PlaceOf(channelAddress(job.request, 'train_lst') ?? '');
  const [, run] = /\/runs\/([^/]+)\//.exec(lst?.key ?? '') ?? [];
  if (run === undefined) return null;
  return (
    <Fact name="Data set of the run">
      <a href={fragmentOf({ page: 'data', query: { run } })}>{run}</a>
    </Fact>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt class="muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A larger one is not read for the sake of its list of files. */
const MAX_ARTIFACT_BYTES = 20_000_000;

function ArtifactFiles({ address }: { readonly address: string }) {
  const { value, error, reload } = usePolled((signal) => filesOf(address, signal), undefined, [address]);
  if (error !== undefined) return <Problem error={error} retry={reload} />;
  if (value === undefined) return null;
  return (
    <>
      <h2>Files of the artifact</h2>
      <table class="groups">
        <tbody>
          {value.map(({ name, bytes }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td class="number">{bytesText(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

async function filesOf(address: string, signal: AbortSignal) {
  const place = s3PlaceOf(address);
  if (place === undefined) return [];
  const response = await getObject(place, signal);
  if (Number(response.headers.get('content-length') ?? 0) > MAX_ARTIFACT_BYTES || response.body === null) return [];
  const unpacked = new Response(response.body.pipeThrough(new DecompressionStream('gzip')));
  return archiveFiles(new Uint8Array(await unpacked.arrayBuffer()));
}
