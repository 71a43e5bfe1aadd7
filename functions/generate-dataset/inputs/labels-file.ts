import type { DatasetError } from '../errors.ts';
import type { DatasetSettings } from '../event.ts';
import { kindOfKey } from '../image-key.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import type { Split } from '../report/split.ts';
import { splitFolder } from '../split/split-folder.ts';
import type { SplitSettings } from '../split/split-settings.ts';
import type { ObjectBytes } from '../storage/object-bytes.ts';
import { uriOf } from '../storage/stored-place.ts';
import { byUtf8 } from '../utf8-order.ts';
import type { ClassRule, ClassRules, LabelsFileFacts } from './class-rule.ts';
import { fileLines, findFile } from './file-lines.ts';
import { FoundLines, SHOWN_LINES } from './found-lines.ts';
import { quoted } from './label-line.ts';
import { LabelTable, TooManyLabels } from './label-table.ts';
import { ImageLabelsError } from './labels-file-error.ts';
import type { LabelsFileSettings } from './labels-file-settings.ts';
import type { PathTable } from './path-table.ts';

export const NOT_LABELLED = 'not in the labels file';
export const LABELLED_BUT = 'in the labels file, but ';

interface LabelsFileRequest {
  readonly file: LabelsFileSettings;
  readonly split: SplitSettings | undefined;
  readonly classOrder: readonly string[] | undefined;
}

/** A file that gives images their labels, read to its end; nothing is wrong with it by itself. */
export class LabelsFile {
  readonly rules: ClassRules;
  readonly table: LabelTable;
  readonly #file: ObjectBytes;
  readonly #tables: readonly PathTable[];

  private constructor(file: ObjectBytes, table: LabelTable, rules: ClassRules, tables: readonly PathTable[]) {
    this.#file = file;
    this.table = table;
    this.rules = rules;
    this.#tables = tables;
  }

  /** @throws {ImageLabelsError} with everything that is wrong with its lines */
  static async read(s3: S3Sender, settings: DatasetSettings, request: LabelsFileRequest): Promise<LabelsFile> {
    const { bucket, prefix } = settings;
    const { path, attribute, severalLabels } = request.file;
    const place = { bucket, key: `${prefix}/${path}` };
    const file = await findFile(s3, place);
    if (file === undefined)
      throw new ImageLabelsError(uriOf(place), 'is not there: labelsFile must be a key below the prefix');
    const folderOf = (split: Split) => splitFolder(prefix, split, request.split).slice(prefix.length + 1);
    const folders = [...new Set([folderOf('train'), folderOf('test')])];
    const location = `s3://${bucket}/${prefix}/`;
    const table = new LabelTable({ location, prefix: `${prefix}/`, folders, attribute, severalLabels });
    await takeAll(table, fileLines(file), file.uri);
    table.end(request.classOrder);
    throwProblems(table, file.uri);
    const facts = factsOf(file, table, severalLabels);
    const groups = groupTexts(table.groups.names(request.classOrder), severalLabels);
    const areIndices = request.classOrder === undefined && table.groups.areIndices(undefined);
    const ruleOf = (split: Split) => fileRule(table.tableOf(folderOf(split)), groups, facts, areIndices);
    const rules = { train: ruleOf('train'), test: ruleOf('test') };
    return new LabelsFile(
      file,
      table,
      rules,
      folders.map((folder) => table.tableOf(folder)),
    );
  }

  /** Rows whose images were not listed. To be called when everything is. */
  async missingImages(): Promise<readonly DatasetError[]> {
    const first: number[] = [];
    let total = 0;
    for (const table of this.#tables) {
      for (const line of table.unmetLines()) {
        total += 1;
        first.push(line);
        // A few at a time: all of them may be missing.
        if (first.length > 2 * SHOWN_LINES) first.sort(byNumber).splice(SHOWN_LINES);
      }
    }
    if (total === 0) return [];
    const missing = new FoundLines();
    for (const [line, image] of await this.#imagesIn(first.sort(byNumber).slice(0, SHOWN_LINES))) {
      missing.add(line, quoted(image));
    }
    missing.total = total;
    return [ImageLabelsError.inLines(this.#file.uri, 'whose image is not there', missing)];
  }

  /** Names of images are not kept: the file is read again, up to the last of these lines. */
  async #imagesIn(lines: readonly number[]): Promise<readonly (readonly [number, string])[]> {
    const found: (readonly [number, string])[] = [];
    const wanted = new Set(lines);
    let number = 0;
    for await (const batch of fileLines(this.#file)) {
      for (const line of batch) {
        number += 1;
        if (wanted.has(number)) found.push([number, this.table.imageIn(line) ?? line]);
      }
      if (number >= (lines.at(-1) ?? 0)) break;
    }
    return found;
  }
}

async function takeAll(table: LabelTable, lines: AsyncIterable<readonly string[]>, uri: string): Promise<void> {
  try {
    for await (const batch of lines) for (const line of batch) table.take(line);
  } catch (error) {
    if (error instanceof TooManyLabels)
      throw new ImageLabelsError(uri, `has ${error.message}: its columns are key and label`);
    throw error;
  }
}

function throwProblems({ problems, rows, unlabelled: { total } }: LabelTable, uri: string): void {
  if (problems.total > 0) throw ImageLabelsError.inLines(uri, 'that cannot be used', problems);
  if (rows > 0) return;
  const lines = total === 1 ? '1 line' : `${total} lines`;
  const found = total === 0 ? 'has no rows' : `has ${lines} with an image and none with a label`;
  const wanted = 'a labels file is CSV of key and label, or a manifest whose lines have source-ref and a label';
  throw new ImageLabelsError(uri, `${found}; ${wanted}`);
}

function factsOf(
  { uri, place, eTag }: ObjectBytes,
  { rows, unlabelled, withoutClass }: LabelTable,
  severalLabels: boolean,
): LabelsFileFacts {
  const counts = { rows, unlabelled: unlabelled.total, withoutClass: withoutClass.total };
  return { key: place.key, uri, eTag, severalLabels, ...counts };
}

interface GroupTexts {
  /** By the groups' numbers. */
  readonly texts: readonly string[];
  readonly namesOf: ReadonlyMap<string, readonly string[]>;
}

/** The text of a group is the name of its class, or a list of names. */
function groupTexts(names: readonly (readonly string[])[], severalLabels: boolean): GroupTexts {
  const texts = names.map((classes) => (severalLabels ? JSON.stringify(classes) : (classes[0] ?? '')));
  return { texts, namesOf: new Map(texts.map((text, at) => [text, names[at] ?? []])) };
}

/** Images are those of the folder rule, in any folder or none. */
function fileRule(
  table: PathTable,
  { texts, namesOf }: GroupTexts,
  labelsFile: LabelsFileFacts,
  areIndices: boolean,
): ClassRule {
  const { severalLabels } = labelsFile;
  const textOf = (group: number) => texts[group] ?? '';
  return {
    kindOf: (path, sizeBytes) => {
      const kind = kindOfKey(`any/${path}`, sizeBytes);
      const group = table.meet(path);
      if (kind.kind === 'skipped') return group < 0 ? kind : { ...kind, reason: LABELLED_BUT + kind.reason };
      return group < 0
        ? { kind: 'skipped', reason: NOT_LABELLED }
        : { kind: 'image', group: textOf(group), nested: false };
    },
    groupOf: (path) => textOf(table.groupOf(path)),
    classesOf: (group) => namesOf.get(group) ?? [],
    severalLabels,
    compareNames: areIndices ? byNumber : byUtf8,
    areIndices,
    labelsFile,
  };
}

function byNumber(one: number | string, other: number | string): number {
  return Number(one) - Number(other);
}
