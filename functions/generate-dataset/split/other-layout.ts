import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { S3Sender } from '../listing/fetch-page.ts';
import type { DividedScan } from './divided-scan.ts';
import { SplitLayoutError } from './split-errors.ts';
import { imagesFolder } from './split-folder.ts';

interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** Names of folders that are splits and no classes. */
const SPLIT_NAMES = ['train', 'training', 'test', 'val', 'validate', 'validation'];
const SHOWN_FOLDERS = 5;

/** Images in `train/` would be left out where those in `images/` are divided: one of the two was not meant. */
export async function foldersBeside(
  s3: S3Sender,
  { bucket, prefix }: Place,
  scan: DividedScan,
): Promise<SplitLayoutError[]> {
  const images = `s3://${bucket}/${imagesFolder(prefix)}`;
  const classes = [...scan.scans.train.imagesByClass().keys(), ...scan.scans.test.imagesByClass().keys()];
  const areFolders = scan.scans.train.rule.labelsFile === undefined;
  if (areFolders && classes.length > 0 && classes.every((name) => SPLIT_NAMES.includes(name.toLowerCase()))) {
    const found = [...new Set(classes)].sort().map((name) => `${name}/`);
    return [
      new SplitLayoutError(
        `${images} holds ${found.join(' and ')}, which are splits and no classes: set split to "folders" and move them up to s3://${bucket}/${prefix}/, or put the class folders right below images/`,
      ),
    ];
  }
  if (!(await hasKeys(s3, bucket, `${prefix}/train/`))) return [];
  return [
    new SplitLayoutError(
      `split is "automatic", which divides the class folders of ${images}, and there are objects in s3://${bucket}/${prefix}/train/, too: set split to "folders" to use train/ and test/ as they are, or move what is in train/ and test/ to images/`,
    ),
  ];
}

/** Where `train/` or `test/` has no image: whether class folders lie as for the automatic split, or below the prefix itself. */
export async function classFoldersBeside(s3: S3Sender, { bucket, prefix }: Place): Promise<SplitLayoutError[]> {
  const images = `s3://${bucket}/${imagesFolder(prefix)}`;
  if (await hasKeys(s3, bucket, imagesFolder(prefix))) {
    return [
      new SplitLayoutError(
        `split is "folders", and there are objects in ${images}: set split to "automatic" to divide its class folders, or move them to train/ and test/`,
      ),
    ];
  }
  const folders = await foldersIn(s3, bucket, `${prefix}/`);
  const classes = folders.filter((name) => !OWN_FOLDERS.includes(name));
  if (classes.length === 0) return [];
  const shown = classes.slice(0, SHOWN_FOLDERS).map((name) => `${name}/`);
  const more = classes.length > SHOWN_FOLDERS ? ` and ${classes.length - SHOWN_FOLDERS} more` : '';
  return [
    new SplitLayoutError(
      `there are folders in s3://${bucket}/${prefix}/ that are no splits: ${shown.join(', ')}${more}; if they are classes, move them to ${images} and set split to "automatic", or divide them between train/ and test/`,
    ),
  ];
}

/** Folders beside the images that a workflow writes to, and the splits themselves. */
const OWN_FOLDERS = ['train', 'test', 'images', 'output', 'checkpoints', 'runs', 'fan-out'];

/** Only a hint depends on it: who may not look goes on without. */
async function hasKeys(s3: S3Sender, bucket: string, prefix: string): Promise<boolean> {
  const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 2 });
  const { Contents = [] } = await s3.send(command).catch(() => ({ Contents: [] }));
  // A folder's own marker is no image.
  return Contents.some(({ Key = '' }) => Key !== prefix);
}

async function foldersIn(s3: S3Sender, bucket: string, prefix: string): Promise<readonly string[]> {
  const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/', EncodingType: 'url' });
  const { CommonPrefixes = [] } = await s3.send(command).catch(() => ({ CommonPrefixes: [] }));
  return CommonPrefixes.map((entry) =>
    decodeURIComponent((entry.Prefix ?? '').replaceAll('+', ' ')).slice(prefix.length, -1),
  );
}
