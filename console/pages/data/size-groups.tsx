import { usePolled } from '../../app/polling.ts';
import { newestImageShape } from '../../aws/data/dataset-calls.ts';
import { shareText } from '../../dataset/class-bars.tsx';
import { aspectGroups, frequentSizes, imageShapeIn, type Size, sizeGroups } from '../../model/dataset/image-sizes.ts';
import { countText } from '../../model/readable.ts';

const MOST_SIZES = 5;

/** Sizes against image_shape. No report has them: they are those of the images that were shown here so far. */
export function SizeGroups({ sizes }: { readonly sizes: readonly Size[] }) {
  const { value: shapeText } = usePolled(newestImageShape, undefined, []);
  const shape = imageShapeIn(shapeText);
  return (
    <section class="column" aria-label="Sizes">
      <h2>Sizes</h2>
      <p class="muted">
        Of the {countText(sizes.length, 'image')} that this page has shown so far; scroll through the classes for more.
        {shape === undefined
          ? ' No training job has said its image_shape yet.'
          : ` The newest training job’s image_shape is ${shape.width} × ${shape.height} (width × height).`}
      </p>
      {sizes.length > 0 && (
        <table class="groups">
          <tbody>
            {shape !== undefined &&
              sizeGroups(sizes, shape).map(({ title, images, share }) => (
                <Row key={title} name={title} images={images} text={shareText(share)} />
              ))}
            {frequentSizes(sizes, MOST_SIZES).map(([size, images]) => (
              <Row key={size} name={size} images={images} text="" />
            ))}
            {aspectGroups(sizes).map(([aspect, images]) => (
              <Row key={aspect} name={aspect} images={images} text="" />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ name, images, text }: { readonly name: string; readonly images: number; readonly text: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{images.toLocaleString('en')}</td>
      <td class="muted number">{text}</td>
    </tr>
  );
}
