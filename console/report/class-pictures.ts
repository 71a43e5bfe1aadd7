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
const [PART_BYTES, PARTS] = [512 * 1024, 16];

/** Some training images of each class, made small, as many as there is room for. */
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
    const pictures: Thumbnail[] = [];
    for (const row of rows.get(label) ?? []) {
      const source = await smallPicture(row, prefix, makeThumbnail);
      if (source === undefined || source.length > left) continue;
      left -= source.length;
      pictures.push({ path: row.path, source });
    }
    if (pictures.length > 0) all.push({ name, pictures });
  }
  return all;
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
): Promise<string | undefined> {
  try {
    const response = await getObject({ bucket, key: `${key.replace(/\/?$/, '/')}${path}` });
    return await makeThumbnail(new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    // Deleted meanwhile, or not to be read: the others are shown.
    if (error instanceof AwsProblem) return undefined;
    throw error;
  }
}
