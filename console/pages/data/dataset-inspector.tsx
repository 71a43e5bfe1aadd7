import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import type { ReadDataset } from '../../aws/data/dataset-calls.ts';
import { SPLIT_WORDS, SPLITS, type SplitName } from '../../model/dataset/dataset-details.ts';
import type { ReportedClass } from '../../model/dataset/reported-dataset.ts';
import { countText } from '../../model/readable.ts';
import { type S3Place, s3PlaceOf } from '../../model/s3-place.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Picture } from '../../parts/picture.tsx';
import { Pictures } from './class-strips.tsx';
import { useClassImages } from './use-class-images.ts';

interface Props {
  readonly dataset: ReadDataset;
  readonly folders: Readonly<Record<SplitName, S3Place>>;
  readonly noteSize: (key: string, width: number, height: number) => void;
}

/** The class that is chosen, with an image of it; without one, where the data set is. */
export function DatasetInspector(props: Props) {
  const { route } = useConsole();
  const { report, details } = props.dataset;
  const one = report.classes.find(({ name }) => name === route.query['class']);
  if (one !== undefined) return <ClassInspector {...props} one={one} />;
  const files = [
    ['Data set', `s3://${details.place.bucket}/${details.place.key}/`],
    ['Content hash', details.contentHash],
    ...SPLITS.flatMap((split) => {
      const lst = details.lst[split];
      return lst === undefined ? [] : [[`${SPLIT_WORDS[split]} rows`, `s3://${lst.place.bucket}/${lst.place.key}`]];
    }),
    ...(details.labelsFile === undefined ? [] : [['Labels file', details.labelsFile]]),
  ];
  return (
    <aside class="inspector" aria-label="The data set">
      <h2>Where it is</h2>
      <dl class="image-facts">
        {files.map(([name = '', value = '']) => (
          <div key={name}>
            <dt class="muted">{name}</dt>
            <dd>
              <code>{value}</code>
              <CopyButton isSmall label={`Copy ${name}`} text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <p class="muted">Choose a class for more of its images.</p>
    </aside>
  );
}

function ClassInspector({ one, dataset, folders, noteSize }: Props & { readonly one: ReportedClass }) {
  const { route } = useConsole();
  const image = s3PlaceOf(route.query['image'] ?? '');
  return (
    <aside class="inspector" aria-label={`Class ${one.name}`}>
      <div class="title-line">
        <h2>
          <bdi>{one.name}</bdi>
        </h2>
        <button
          type="button"
          class="quiet"
          title="Close"
          onClick={() => select(route, { class: undefined, image: undefined })}
        >
          <Icon name="close" />
          <span class="hidden">Close</span>
        </button>
      </div>
      {image !== undefined && (
        <figure class="picture-large">
          <Picture place={image} name={image.key.split('/').at(-1) ?? image.key} />
          <figcaption class="image-facts">
            <code>{image.key}</code>
            <CopyButton isSmall label="Copy the image’s address" text={`s3://${image.bucket}/${image.key}`} />
          </figcaption>
        </figure>
      )}
      {SPLITS.map((split) => (
        <SplitImages key={split} split={split} one={one} dataset={dataset} folders={folders} noteSize={noteSize} />
      ))}
    </aside>
  );
}

const MOST_IMAGES = 60;

function SplitImages({
  one,
  split,
  dataset: { details },
  folders,
  noteSize,
}: Props & { readonly one: ReportedClass; readonly split: SplitName }) {
  const { route } = useConsole();
  const images = useClassImages({ one, split, details, folders, most: MOST_IMAGES }, true);
  const count = split === 'train' ? one.train : one.validation;
  return (
    <section class="column">
      <h3>
        {SPLIT_WORDS[split]}: {countText(count, 'image')}
        {count > MOST_IMAGES && <span class="muted">, {MOST_IMAGES} of them</span>}
      </h3>
      <Pictures
        images={images}
        noteSize={noteSize}
        open={({ bucket, key }) => select(route, { image: `s3://${bucket}/${key}` })}
      />
    </section>
  );
}
