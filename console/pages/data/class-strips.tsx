import { useEffect, useRef, useState } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import type { DatasetDetails, SplitName } from '../../model/dataset/dataset-details.ts';
import type { ReportedClass } from '../../model/dataset/reported-dataset.ts';
import type { S3Place } from '../../model/s3-place.ts';
import { CutName } from '../../parts/cut-name.tsx';
import { Picture } from '../../parts/picture.tsx';
import { useClassImages } from './use-class-images.ts';

interface Props {
  readonly classes: readonly ReportedClass[];
  readonly details: DatasetDetails;
  readonly folders: Readonly<Record<SplitName, S3Place>>;
  readonly choose: (name: string) => void;
  readonly noteSize: (key: string, width: number, height: number) => void;
}

/** Training images of every class, a row each; a row is read when it is first in sight. */
export function ClassStrips({ classes, ...others }: Props) {
  return (
    <section class="column" aria-label="Images by class">
      <h2>Images by class</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <div class="class-strips" tabIndex={0} role="group" aria-label="Training images by class">
        {classes.map((one) => (
          <Strip key={one.label} one={one} {...others} />
        ))}
      </div>
    </section>
  );
}

const STRIP_IMAGES = 12;
const STRIP_NAME_LETTERS = 44;

function Strip({ one, details, folders, choose, noteSize }: Omit<Props, 'classes'> & { readonly one: ReportedClass }) {
  const { route } = useConsole();
  const row = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const watcher = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
    );
    if (row.current !== null) watcher.observe(row.current);
    return () => watcher.disconnect();
  }, []);
  const images = useClassImages({ one, split: 'train', details, folders, most: STRIP_IMAGES }, isSeen);
  return (
    <div ref={row} class="class-strip">
      <button type="button" class="link" onClick={() => choose(one.name)}>
        <span class="hidden">More images of </span>
        <CutName name={one.name} letters={STRIP_NAME_LETTERS} />
      </button>
      <Pictures
        images={images}
        noteSize={noteSize}
        open={({ bucket, key }) => select(route, { class: one.name, image: `s3://${bucket}/${key}` })}
      />
    </div>
  );
}

interface PicturesProps extends Pick<Props, 'noteSize'> {
  readonly images: readonly S3Place[] | undefined;
  readonly open: (image: S3Place) => void;
}

/** Thumbnails to choose from. */
export function Pictures({ images, noteSize, open }: PicturesProps) {
  if (images?.length === 0) return <p class="muted">No image.</p>;
  return (
    <ul class="pictures">
      {images?.map((image) => (
        <li key={image.key}>
          <button type="button" class="picture-button" onClick={() => open(image)}>
            <Picture
              place={image}
              name={image.key.split('/').at(-1) ?? image.key}
              onSize={(width, height) => noteSize(image.key, width, height)}
            />
          </button>
        </li>
      ))}
    </ul>
  );
}
