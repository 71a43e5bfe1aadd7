import { ImageContentError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import type { SampledImage } from './class-sample.ts';
import { ARCHIVED, type Finding, findingsOf } from './judge-image.ts';
import type { LookSettings, TrainingShape } from './look-settings.ts';
import { probeImage } from './probe-image.ts';

/** What a look at some images has shown. */
export interface Look {
  readonly images: number;
  /** What no training job could train on. */
  readonly problems: readonly ImageContentError[];
  readonly warnings: readonly string[];
}

const READS_AT_ONCE = 16;
const SHOWN_IMAGES = 3;

/**
 * Reads the headers of the sampled images, and says what the algorithm would make of them.
 * @throws {DatasetStorageError} where images cannot be read
 */
export async function lookInside(
  s3: S3Sender,
  bucket: string,
  images: readonly SampledImage[],
  look: LookSettings | undefined,
): Promise<Look> {
  if (look === undefined) return { images: 0, problems: [], warnings: [] };
  const waiting = images.entries();
  const found: (readonly Finding[] | undefined)[] = [];
  let failed = false;
  const work = async () => {
    for (const [at, image] of waiting) {
      found[at] = await findings(s3, bucket, image, look.shape).catch((error: unknown) => {
        failed = true;
        throw error;
      });
      if (failed) return;
    }
  };
  await Promise.all(Array.from({ length: READS_AT_ONCE }, work));
  const looked = found.filter((one) => one !== undefined).length;
  const groups = grouped(images, found);
  const lines = (severity: Finding['severity']) =>
    groups.filter((group) => group.severity === severity).map((group) => lineOf(group, looked));
  const problems = lines('error');
  return {
    images: looked,
    problems: problems.length === 0 ? [] : [new ImageContentError(problems)],
    warnings: [...lines('warning'), ...goneLine(images.filter((_, at) => found[at] === undefined))],
  };
}

/** The rows are those of the listing: it and the sample are what is known. */
function goneLine(gone: readonly SampledImage[]): string[] {
  if (gone.length === 0) return [];
  const shown = gone.slice(0, SHOWN_IMAGES).map(({ key }) => JSON.stringify(key));
  const [were, they] =
    gone.length === 1 ? ['image of the sample was', 'it was'] : ['images of the sample were', 'they were'];
  return [
    `${gone.length} ${were} deleted, or replaced by a shorter one, after ${they} listed: ${shown.join(', ')}${gone.length > shown.length ? ', ...' : ''}; the .lst files have such rows all the same: start another run when nothing is deleted any more`,
  ];
}

/** Undefined for an image that is there no more. */
async function findings(
  s3: S3Sender,
  bucket: string,
  image: SampledImage,
  shape: TrainingShape,
): Promise<readonly Finding[] | undefined> {
  const head = await probeImage(s3, bucket, image);
  if (head === 'gone') return undefined;
  if (head === 'too long') return [];
  return head === 'archived' ? [ARCHIVED] : findingsOf(head, shape);
}

interface FoundGroup extends Pick<Finding, 'severity' | 'what'> {
  readonly images: string[];
}

function grouped(images: readonly SampledImage[], found: readonly (readonly Finding[] | undefined)[]): FoundGroup[] {
  const groups = new Map<string, FoundGroup>();
  for (const [at, { key }] of images.entries()) {
    for (const { severity, what, detail } of found[at] ?? []) {
      const group = groups.get(what) ?? { severity, what, images: [] };
      groups.set(what, group);
      group.images.push(JSON.stringify(key) + (detail === undefined ? '' : ` (${detail})`));
    }
  }
  return [...groups.values()];
}

function lineOf({ what, images }: FoundGroup, looked: number): string {
  const shown = images.slice(0, SHOWN_IMAGES).join(', ');
  const such = images.length > SHOWN_IMAGES ? `, such as ${shown}` : `: ${shown}`;
  return `${images.length} of ${looked} images looked into: ${what}${such}`;
}
