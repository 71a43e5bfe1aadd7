import type { ClassLabels } from '../class-labels.ts';
import { FOLDER_RULE } from '../inputs/class-rule.ts';
import { labelColumns } from '../inputs/row-label.ts';
import { lstText } from '../lst-format.ts';
import type { PreparedObject } from '../lst-upload.ts';
import type { Split } from '../report/split.ts';

/** Some thousand at a time, as they are listed. */
type Paths = AsyncIterable<readonly string[]>;

export type BothSplits = readonly [PreparedObject, PreparedObject];

/** Sends the text of a split's rows, which nobody sees before it is committed. */
export type RowSender = (split: Split, text: AsyncIterable<string>) => Promise<PreparedObject>;

/** Labels of these classes, as far as can be said before any image is known; undefined where nothing can. */
export type LabelGuess = (classNames: readonly string[]) => Promise<ClassLabels | undefined>;

/**
 * Rows that are sent while keys behind them are still being listed. A row needs its class's label, and the classes are known
 * for sure only in the end: folders tell them at once. Where they were others (a folder without images, or a class that came
 * meanwhile), what was sent is given up, and the rows are sent again.
 */
export class EarlyRows {
  readonly #send: RowSender;
  readonly #guess: LabelGuess;
  readonly #work = new Map<Split, Promise<PreparedObject | undefined>>();
  readonly #labels = Promise.withResolvers<ClassLabels | undefined>();
  readonly #stop = new AbortController();

  constructor(send: RowSender, guess: LabelGuess) {
    this.#send = send;
    this.#guess = guess;
  }

  /** The listing of a split has begun. `folders`: of the split, each with its slash; undefined where they are not known. */
  begin(split: Split, paths: Paths, prefix: string, folders: Promise<readonly string[] | undefined>): void {
    if (split === 'train') this.#labels.resolve(this.#guessed(prefix, folders));
    this.#work.set(split, this.#sent(split, paths));
  }

  /** Both splits' rows, if these were the labels; otherwise nothing is left of them. */
  async take(labels: ClassLabels): Promise<BothSplits | undefined> {
    const guessed = await this.#settledLabels();
    if (guessed !== undefined && [...labels].every(([name, label]) => guessed.get(name) === label)) {
      const [train, test] = await Promise.all([this.#work.get('train'), this.#work.get('test')]);
      if (train !== undefined && test !== undefined) {
        this.#work.clear();
        return [train, test];
      }
    }
    await this.close();
    return undefined;
  }

  /** Gives up what was not taken; no more of it is sent. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#settledLabels();
    for (const work of this.#work.values()) await (await work)?.abort();
    this.#work.clear();
  }

  /** Where no listing of train/ has begun, none will. */
  #settledLabels(): Promise<ClassLabels | undefined> {
    this.#labels.resolve(undefined);
    return this.#labels.promise;
  }

  async #guessed(prefix: string, folders: Promise<readonly string[] | undefined>): Promise<ClassLabels | undefined> {
    const names = (await folders)?.map((folder) => folder.slice(prefix.length, -1));
    if (names === undefined) return undefined;
    // What cannot be read now is an error when it is needed.
    return this.#guess(names.filter((name) => name !== '' && !name.startsWith('.'))).catch(() => undefined);
  }

  /** Whatever fails here is done again, and then fails with its own words. */
  async #sent(split: Split, paths: Paths): Promise<PreparedObject | undefined> {
    const labels = await this.#labels.promise;
    if (labels === undefined) return undefined;
    const text = lstText(unless(this.#stop.signal, paths), labelColumns(FOLDER_RULE, labels));
    return this.#send(split, text).catch(() => undefined);
  }
}

/** The same until it is stopped, which is an error for whoever reads. */
async function* unless<T>(stop: AbortSignal, items: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const item of items) {
    stop.throwIfAborted();
    yield item;
  }
}
