import { type JudgedImage, likeliest } from '../../model/models/confusion.ts';
import { s3PlaceOf } from '../../model/s3-place.ts';
import { Picture } from '../../parts/picture.tsx';
import { Probabilities } from './probabilities.tsx';

interface Props {
  readonly title: string;
  readonly images: readonly JudgedImage[];
  readonly names: ReadonlyMap<number, string>;
}

/** Pictures with the true and the predicted class, and how sure the model was. */
export function JudgedImages({ title, images, names }: Props) {
  const nameOf = (label: number) => names.get(label) ?? String(label);
  return (
    <section class="column" aria-label={title}>
      <h3>
        <bdi>{title}</bdi>
      </h3>
      {images.length === 0 && <p class="muted">No image.</p>}
      <ul class="mistakes">
        {images.map(({ image, label, probabilities }) => {
          const place = s3PlaceOf(image);
          return (
            <li key={image}>
              {place !== undefined && <Picture place={place} name={image.split('/').at(-1) ?? image} />}
              <div class="mistake-words">
                <p>
                  is <strong>{nameOf(label)}</strong>, predicted <strong>{nameOf(likeliest(probabilities))}</strong>
                </p>
                <Probabilities probabilities={probabilities} names={names} most={3} />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
