import type { PathBatches } from '../dataset-listing.ts';
import type { DatasetError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import type { Split } from '../report/split.ts';
import { allEnded } from '../storage/all-ended.ts';
import { DividedScan } from './divided-scan.ts';
import { classFoldersBeside, foldersBeside } from './other-layout.ts';
import { imagesFolder, splitFolder } from './split-folder.ts';
import type { ListedSplit, SplitLister } from './split-lister.ts';
import { divisionProblems, divisionWarnings, folderProblems } from './split-problems.ts';
import { SplitRule } from './split-rule.ts';
import type { SplitSettings } from './split-settings.ts';

/** Both splits, and what is wrong with them. */
export interface ListedSplits {
  readonly train: ListedSplit;
  readonly test: ListedSplit;
  readonly problems: readonly DatasetError[];
  readonly warnings: readonly string[];
}

interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** Lists the splits as folders divide them, or divides class folders. */
export function listSplits(
  s3: S3Sender,
  place: Place,
  settings: SplitSettings | undefined,
  lister: SplitLister,
): Promise<ListedSplits> {
  return settings === undefined ? listFolders(s3, place, lister) : divideFolders(s3, place, settings, lister);
}

async function listFolders(s3: S3Sender, place: Place, lister: SplitLister): Promise<ListedSplits> {
  const folder = (split: Split) => splitFolder(place.prefix, split, undefined);
  const lists = [lister.list('train', folder('train')), lister.list('test', folder('test'))] as const;
  // Both, also if one fails, so that nothing is still under way when its files are removed.
  const [train, test] = await allEnded(lists);
  const problems = folderProblems(place, { train: train.scan, test: test.scan });
  const hasNone = train.scan.images === 0 || test.scan.images === 0;
  const others = hasNone ? await classFoldersBeside(s3, place) : [];
  return { train, test, problems: [...others, ...problems], warnings: [] };
}

async function divideFolders(
  s3: S3Sender,
  place: Place,
  settings: SplitSettings,
  lister: SplitLister,
): Promise<ListedSplits> {
  const prefix = imagesFolder(place.prefix);
  const rule = new SplitRule(settings);
  const listing = await lister.newListing('images', prefix);
  const newScan = () =>
    new DividedScan(prefix, rule, { train: lister.newScan('train', prefix), test: lister.newScan('test', prefix) });
  let scan = newScan();
  await listing.list(() => {
    scan = newScan();
    return (objects) => scan.takePage(objects);
  });
  scan.end();
  const side = (split: Split): ListedSplit => ({ scan: scan.scans[split], paths: pathsOf(listing, split, scan) });
  const others = await foldersBeside(s3, place, scan);
  const problems = divisionProblems(scan, rule.pattern, `s3://${place.bucket}/${prefix}`);
  return {
    train: side('train'),
    test: side('test'),
    problems: [...others, ...problems],
    warnings: divisionWarnings(scan, rule.pattern),
  };
}

function pathsOf(listing: PathBatches, split: Split, scan: DividedScan): PathBatches {
  return {
    async *batches() {
      for await (const paths of listing.batches()) yield paths.filter((path) => scan.sideOf(path) === split);
    },
  };
}
