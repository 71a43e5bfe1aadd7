import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { makePrivateFolder } from '../core/storage/private-files.ts';
import { wholeFiles } from '../core/storage/whole-file.ts';
import type { DataPoint, MetricIdentity } from './metric.ts';
import { MetricFile } from './metric-file.ts';

const SUFFIX = '.jsonl';

/** Every metric of the account, each in a file of its own; memory holds their names, never their points. */
export class MetricStore {
  readonly #folder: string;
  readonly #metrics = new Map<string, MetricFile>();

  constructor(folder: string) {
    this.#folder = folder;
    makePrivateFolder(folder);
    for (const file of wholeFiles(folder).filter((name) => name.endsWith(SUFFIX))) this.#open(file);
  }

  /** In order of namespace, name and dimensions. */
  all(): readonly MetricFile[] {
    return [...this.#metrics].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, metric]) => metric);
  }

  find(identity: MetricIdentity): MetricFile | undefined {
    return this.#metrics.get(keyOf(identity));
  }

  /** Keeps points of any metrics; those of one metric are written at once. */
  put(points: readonly { readonly identity: MetricIdentity; readonly point: DataPoint }[]): void {
    const groups = Map.groupBy(points, ({ identity }) => keyOf(identity));
    for (const [key, [first, ...others]] of groups) {
      if (first === undefined) continue;
      const metric = this.#metrics.get(key) ?? MetricFile.create(this.#pathOf(key), first.identity);
      this.#metrics.set(key, metric);
      metric.append([first, ...others].map(({ point }) => point));
    }
  }

  #open(file: string): void {
    const metric = MetricFile.open(join(this.#folder, file));
    if (metric !== undefined) this.#metrics.set(keyOf(metric.identity), metric);
  }

  #pathOf(key: string): string {
    return join(this.#folder, createHash('sha256').update(key).digest('hex') + SUFFIX);
  }
}

function keyOf({ namespace, metricName, dimensions }: MetricIdentity): string {
  return JSON.stringify([namespace, metricName, ...dimensions.map(({ Name, Value }) => [Name, Value])]);
}
