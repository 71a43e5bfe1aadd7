import { CustomerError, summarize } from './customer-error.ts';
import { type DecodeSettings, decodeImage, ImageError } from './image-decoder.ts';
import type { ImageSet } from './image-set.ts';
import type { LstRow } from './lst-reader.ts';
import { sizeOf } from './network/layer.ts';

/** Requests under way at once; each holds one encoded image in memory. */
const CONCURRENT_READS = 6;
const LOGGED_FAULTS = 50;

/** A channel as far as the loader needs it. */
export interface ImageSource {
  readonly name: string;
  read(path: string, signal: AbortSignal): Promise<Buffer>;
}

/**
 * Reads and decodes the images of all rows, in the rows' order; each is reduced at once, so that memory holds little more
 * than the network's inputs. Throws CustomerError naming the images that cannot be used, after trying all of them.
 */
export async function loadImages(
  source: ImageSource,
  rows: readonly LstRow[],
  settings: DecodeSettings,
  signal: AbortSignal,
): Promise<ImageSet> {
  const { inputShape } = settings;
  const pixels = new Uint8Array(rows.length * sizeOf(inputShape));
  const faults = new Map<number, string>();
  const pending = rows.entries();
  const work = async () => {
    for (const [at, { path }] of pending) {
      signal.throwIfAborted();
      const bytes = await source.read(path, signal);
      const values = await decodeImage(bytes, settings).catch((error: unknown) => noteFault(faults, at, path, error));
      if (values !== undefined) pixels.set(values, at * sizeOf(inputShape));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_READS }, work));
  if (faults.size > 0) throw unusable(source.name, faults, rows.length);
  return { inputShape, pixels, labels: Uint32Array.from(rows, ({ label }) => label) };
}

function noteFault(faults: Map<number, string>, at: number, path: string, error: unknown): undefined {
  if (!(error instanceof ImageError)) throw error;
  faults.set(at, `${JSON.stringify(path)}: ${error.message}`);
}

function unusable(channel: string, faults: ReadonlyMap<number, string>, total: number): CustomerError {
  const texts = [...faults].sort(([one], [other]) => one - other).map(([, text]) => text);
  const count = `${texts.length} of ${total} images of the ${channel} channel cannot be used`;
  return new CustomerError(
    `[rehearsal] ${count}: ${summarize(texts)}.`,
    texts.slice(0, LOGGED_FAULTS).map((text) => `[rehearsal] ${channel} channel: ${text}`),
  );
}
