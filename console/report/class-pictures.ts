import { AwsProblem } from '../aws/aws-call.ts';
import { getObject, objectSize } from '../aws/s3-calls.ts';
import { channelPrefix, firstOfEach, type LstRow, lstRows, partsOf } from '../model/dataset/lst-rows.ts';
import type { DatasetReport } from '../model/dataset/reported-dataset.ts';
import { parsedJson } from '../model/members.ts';
import { type S3Place, s3PlaceOf } from '../model/s3-place.ts';
import type { ClassPictures, Thumbnail } from './report-data.ts';

/** Makes a small picture as a `data:` address; undefined for what is no image. */
export type MakeThumbnail = (image: Uint8Array) => Promise<string | undefined>;

const PICTURES_OF_A_CLASS = 8;
const CLASSES = 100;
/** Of all small pictures together, as they are in the file. */
export const MAX_PICTURE_BYTES = 2_000_000;
/** An image beyond this is left out: it would be held whole. */
const MAX_IMAGE_BYTES = 20_000_000;
const [PART_BYTES, PARTS] = [512 * 1024, 16];

/** Some training images of each class, made small, until the first one that there is no room for. */
export async function classPictures(
  { classes, trainLst }: DatasetReport,
  definition: string,
  makeThumbnail: MakeThumbnail,
): Promise<readonly ClassPictures[]> {
  const lst = trainLst === undefined ? undefined : s3PlaceOf(trainLst);
  const prefix = s3PlaceOf(channelPrefix(parsedJson(definition), 'train') ?? '');
  if (lst === undefined || prefix === undefined) return [];
  const rows = firstOfEach(await rowsIn(lst), PICTURES_OF_A_CLASS);
  const all: ClassPictures[] = [];
  let left = MAX_PICTURE_BYTES;
  for (const { label, name } of classes.slice(0, CLASSES)) {
    // Those of a class at once.
    const made = await Promise.all((rows.get(label) ?? []).map((row) => smallPicture(row, prefix, makeThumbnail)));
    const found = made.filter((one) => one !== undefined);
    const pictures = fitting(found, left);
    left -= pictures.reduce((sum, { source }) => sum + source.length, 0);
    if (pictures.length > 0) all.push({ name, pictures });
    if (pictures.length < found.length) break;
  }
  return all;
}

/** The first ones that there is room for. */
function fitting(pictures: readonly Thumbnail[], room: number): readonly Thumbnail[] {
  let used = 0;
  const end = pictures.findIndex(({ source }) => {
    used += source.length;
    return used > room;
  });
  return end === -1 ? pictures : pictures.slice(0, end);
}

/** Of the whole file, or of parts of it where it is large. */
async function rowsIn(lst: S3Place): Promise<readonly LstRow[]> {
  const rows: LstRow[] = [];
  try {
    for (const bytes of partsOf(await objectSize(lst), PART_BYTES, PARTS)) {
      const text = await (await getObject({ ...lst, bytes })).text();
      rows.push(...lstRows(text, bytes[0] === 0));
    }
  } catch (error) {
    if (!(error instanceof AwsProblem)) throw error;
  }
  return rows;
}

async function smallPicture(
  { path }: LstRow,
  { bucket, key }: S3Place,
  makeThumbnail: MakeThumbnail,
): Promise<Thumbnail | undefined> {
  try {
    const response = await getObject({ bucket, key: `${key.replace(/\/?$/, '/')}${path}` });
    if (Number(response.headers.get('content-length')) > MAX_IMAGE_BYTES) {
      await response.body?.cancel();
      return undefined;
    }
    const source = await makeThumbnail(new Uint8Array(await response.arrayBuffer()));
    return source === undefined ? undefined : { path, source };
  } catch (error) {
    // Deleted meanwhile, or not to be read: the others are shown.
    if (error instanceof AwsProblem) return undefined;
    throw error;
  }
}
