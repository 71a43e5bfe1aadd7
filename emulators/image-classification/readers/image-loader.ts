import type { Log } from '../algorithm-log.ts';
import { CustomerError, faultSummary } from '../checks/customer-error.ts';
import { sizeOf } from '../network/layer.ts';
import { type DecodeSettings, decodeImage, ImageError } from './image-decoder.ts';
import type { ImageSet } from './image-set.ts';
import { PixelStore } from './pixel-store.ts';

/** Requests under way at once; each holds one encoded image in memory. */
const CONCURRENT_READS = 6;
const LOGGED_FAULTS = 50;

/** An image that somebody labelled; `path` names it in reports. */
export interface LabelledImage {
  readonly path: string;
  readonly labels: readonly number[];
}

/** A channel as far as the loader needs it. */
export interface ImageSource<Image extends LabelledImage> {
  readonly name: string;
  readonly log: Log;
  read(image: Image, signal: AbortSignal): Promise<Buffer>;
}

/**
 * Reads and decodes all images, in their order; each is reduced at once, so that memory holds little more than the network's
 * inputs. Throws CustomerError naming the images that cannot be used, after trying all of them.
 */
export async function loadImages<Image extends LabelledImage>(
  source: ImageSource<Image>,
  images: Iterable<Image> | AsyncIterable<Image>,
  settings: DecodeSettings,
  signal: AbortSignal,
): Promise<ImageSet> {
  const pixels = new PixelStore(sizeOf(settings.inputShape));
  const labels: (readonly number[])[] = [];
  const faults = new Map<number, string>();
  const doubts = new FormatDoubts();
  const pending = inOrder(images);
  const work = async () => {
    for (let next = await pending.next(); next.done !== true; next = await pending.next()) {
      signal.throwIfAborted();
      const image = next.value;
      const at = labels.push(image.labels) - 1;
      const bytes = await source.read(image, signal);
      const decoding = { ...settings, onDoubt: (format: string) => doubts.add(format, image.path) };
      const values = await decodeImage(bytes, decoding).catch((error: unknown) => noteFault(faults, at, image, error));
      if (values !== undefined) pixels.set(at, values);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_READS }, work));
  doubts.report(source);
  if (faults.size > 0) throw unusable(source.name, faults, labels.length);
  return {
    inputShape: settings.inputShape,
    pixels: pixels.take(labels.length),
    labels: Uint32Array.from(labels.flat()),
  };
}

/** Images in formats that the algorithm may not read: how many there are of each, and one of them. */
class FormatDoubts {
  readonly #formats = new Map<string, { readonly count: number; readonly path: string }>();

  add(format: string, path: string): void {
    const { count, path: first } = this.#formats.get(format) ?? { count: 0, path };
    this.#formats.set(format, { count: count + 1, path: first });
  }

  report({ name, log }: Pick<ImageSource<LabelledImage>, 'name' | 'log'>): void {
    for (const [format, { count, path }] of this.#formats) {
      const where = `${count} image(s) of the ${name} channel, such as ${JSON.stringify(path)}`;
      log(`[rehearsal] ${where}: ${format}, which not every build of the algorithm's decoder reads.`, 'WARNING');
    }
  }
}

/** Several workers may ask at once: they get the images in order. */
async function* inOrder<Image>(images: Iterable<Image> | AsyncIterable<Image>): AsyncGenerator<Image, void> {
  yield* images;
}

function noteFault(faults: Map<number, string>, at: number, { path }: LabelledImage, error: unknown): undefined {
  if (!(error instanceof ImageError)) throw error;
  faults.set(at, `${JSON.stringify(path)}: ${error.message}`);
}

function unusable(channel: string, faults: ReadonlyMap<number, string>, total: number): CustomerError {
  const texts = [...faults].sort(([one], [other]) => one - other).map(([, text]) => text);
  const count = `${texts.length} of ${total} images of the ${channel} channel cannot be used`;
  return new CustomerError(
    `[rehearsal] ${count}: ${faultSummary(texts)}.`,
    texts.slice(0, LOGGED_FAULTS).map((text) => `[rehearsal] ${channel} channel: ${text}`),
  );
}
