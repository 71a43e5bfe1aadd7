import { runsFolder } from '../storage/dataset-keys.ts';
import { parsed, recordOf } from '../storage/json-shapes.ts';
import { type StoredPlace, uriOf } from '../storage/stored-place.ts';
import type { StoredText } from '../storage/stored-text.ts';
import { REPORT_VERSION } from './report-version.ts';

/** What a later run needs of a report. */
export interface EarlierReport {
  readonly executionName: string;
  readonly contentHash: string;
  readonly trainLstKey: string;
  readonly testLstKey: string;
  /** Hashes of both splits by class, of those classes that the report lists. */
  readonly classHashes: ReadonlyMap<string, string>;
  /** Whether a file gave the labels, and not the images' folders. */
  readonly byLabelsFile: boolean;
}

/** Why an earlier report is of no use; the run goes on without it. */
export class UnusableReport {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

export function earlierReport(
  stored: StoredText | undefined,
  place: StoredPlace,
  prefix: string,
): EarlierReport | UnusableReport | undefined {
  if (stored === undefined) return undefined;
  const parsed = parseReport(stored.text, place.bucket, prefix);
  return typeof parsed === 'string' ? new UnusableReport(`${uriOf(place)} ${parsed}`) : parsed;
}

/** The report, or what is wrong with it. */
export function parseReport(text: string, bucket: string, prefix: string): EarlierReport | string {
  const report = recordOf(parsed(text));
  if (report === undefined) return 'is not JSON, or no object';
  const { schemaVersion, executionName, contentHash } = report;
  if (schemaVersion !== REPORT_VERSION)
    return `has the schemaVersion ${JSON.stringify(schemaVersion)}, and only ${REPORT_VERSION} can be read`;
  if (report['bucket'] !== bucket || report['prefix'] !== prefix)
    return `is the report of another data set, s3://${String(report['bucket'])}/${String(report['prefix'])}/`;
  const splits = recordOf(report['splits']);
  const trainLstKey = lstKey(splits?.['train'], prefix);
  const testLstKey = lstKey(splits?.['test'], prefix);
  const listed = recordOf(report['classes'])?.['listed'];
  if (
    typeof executionName !== 'string' ||
    typeof contentHash !== 'string' ||
    trainLstKey === undefined ||
    testLstKey === undefined ||
    !Array.isArray(listed)
  ) {
    return 'lacks members of a report';
  }
  const files = { trainLstKey, testLstKey, byLabelsFile: report['labelsFile'] !== undefined };
  return { executionName, contentHash, ...files, classHashes: classHashes(listed) };
}

function classHashes(listed: readonly unknown[]): Map<string, string> {
  return new Map(
    listed.map((entry) => {
      const { name, train, test } = recordOf(entry) ?? {};
      return [String(name), `${String(recordOf(train)?.['hash'])}-${String(recordOf(test)?.['hash'])}`];
    }),
  );
}

/** Nothing else may be read: the function has no permission for it. */
function lstKey(split: unknown, prefix: string): string | undefined {
  const key = recordOf(recordOf(split)?.['lst'])?.['key'];
  return typeof key === 'string' && key.startsWith(runsFolder(prefix)) ? key : undefined;
}
