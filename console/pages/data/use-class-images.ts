import { usePolled } from '../../app/polling.ts';
import { listObjects } from '../../aws/data/object-list.ts';
import { getObject, objectSize } from '../../aws/s3-calls.ts';
import type { DatasetDetails, SplitName } from '../../model/dataset/dataset-details.ts';
import { partsOf } from '../../model/dataset/lst-rows.ts';
import type { ReportedClass } from '../../model/dataset/reported-dataset.ts';
import { LstFile } from '../../model/dataset/written-rows.ts';
import type { S3Place } from '../../model/s3-place.ts';

const IMAGE_NAME = /\.(?:jpe?g|png|bmp)$/i;
const [PART_BYTES, PARTS] = [512 * 1024, 8];

interface Asked {
  readonly one: ReportedClass;
  readonly split: SplitName;
  readonly details: DatasetDetails;
  readonly folders: Readonly<Record<SplitName, S3Place>>;
  readonly most: number;
}

/** Some images of a class. Where folders are the classes S3 lists them; with a labels file they are taken from the rows. */
export function useClassImages(asked: Asked, isSeen: boolean): readonly S3Place[] | undefined {
  const { one, split, most, details } = asked;
  const dependencies = [details.executionName, one.name, split, most, isSeen];
  const { value } = usePolled(
    async (signal) => (isSeen ? await classImages(asked, signal) : undefined),
    undefined,
    dependencies,
  );
  return value;
}

async function classImages(asked: Asked, signal: AbortSignal): Promise<readonly S3Place[]> {
  const { one, split, details, folders, most } = asked;
  const folder = folders[split];
  // Both splits are in one folder where the workflow divides them, and only the rows say which image is where.
  const needsRows = details.labelsFile !== undefined || folders.train.key === folders.test.key;
  if (needsRows) return imagesOfRows(asked, signal);
  const place = { bucket: folder.bucket, key: `${folder.key}${one.name}/` };
  const { objects } = await listObjects(place, { maxKeys: 4 * most }, signal);
  return objects
    .filter(({ key, bytes }) => bytes > 0 && IMAGE_NAME.test(key))
    .slice(0, most)
    .map(({ key }) => ({ bucket: folder.bucket, key }));
}

async function imagesOfRows(
  { one, split, details, folders, most }: Asked,
  signal: AbortSignal,
): Promise<readonly S3Place[]> {
  const lst = details.lst[split];
  if (lst === undefined) return [];
  const { bucket, key } = folders[split];
  const found: S3Place[] = [];
  for (const bytes of partsOf(await objectSize(lst.place, signal), PART_BYTES, PARTS)) {
    const response = await getObject({ ...lst.place, bytes }, signal);
    const file = new LstFile();
    file.take(new Uint8Array(await response.arrayBuffer()), false);
    const rows = file.rows.slice(bytes[0] === 0 ? 0 : 1).filter(({ labels }) => isOf(labels, one.label));
    found.push(...rows.map(({ path }) => ({ bucket, key: `${key}${path}` })));
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

/** One label is the class's number; several are marks, one for each class. */
function isOf(labels: readonly string[], label: number): boolean {
  return labels.length === 1 ? Number(labels[0]) === label : Number(labels[label]) === 1;
}
