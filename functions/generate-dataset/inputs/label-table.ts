import { FoundLines } from './found-lines.ts';
import { LabelGroups } from './label-groups.ts';
import { csvLine, type LabelLine, manifestLine, quoted } from './label-line.ts';
import { MarkColumns } from './mark-columns.ts';
import { PathTable } from './path-table.ts';

/** What a labels file may say. */
export interface LabelTableRules {
  /** `s3://<bucket>/<prefix>/`, which addresses begin with. */
  readonly location: string;
  /** `<prefix>/`, which whole keys begin with. */
  readonly prefix: string;
  /** Folders below the prefix that hold images, each with its slash. */
  readonly folders: readonly string[];
  readonly attribute: string | undefined;
  readonly severalLabels: boolean;
}

/** More different labels, or combinations of them, than a million images in folders of their own have. */
const MAX_GROUPS = 1_000_000;
const BYTE_ORDER_MARK = '\ufeff';
const NOT_UTF8 = '\ufffd';

/**
 * Labels by path, taken line by line. Lines may end as on Windows, and the file may begin with a byte order mark. Problems have
 * their lines' numbers, and all are collected.
 */
export class LabelTable {
  readonly groups = new LabelGroups();
  /** What the file cannot be used for. */
  readonly problems = new FoundLines();
  /** Rows that say the same again. */
  readonly repeated = new FoundLines();
  /** Lines with an image and no label. */
  readonly unlabelled = new FoundLines();
  /** Rows whose image is in no class. */
  readonly withoutClass = new FoundLines();
  rows = 0;
  readonly #rules: LabelTableRules;
  readonly #tables: readonly PathTable[];
  #line = 0;
  #isManifest: boolean | undefined;
  #attribute: { readonly name: string; readonly line: number } | undefined;
  readonly #markColumns = new MarkColumns();
  #marks: { readonly count: number; readonly line: number } | undefined;

  constructor(rules: LabelTableRules) {
    this.#rules = rules;
    this.#tables = rules.folders.map(() => new PathTable());
  }

  /** By path below the folder. */
  tableOf(folder: string): PathTable {
    return this.#tables[this.#rules.folders.indexOf(folder)] ?? new PathTable();
  }

  take(line: string): void {
    this.#line += 1;
    const read = this.#read(line);
    if (read === undefined || read.kind === 'header') return;
    if (read.kind === 'problem') this.#refuse(read.problem);
    else if (read.kind === 'unlabelled') this.unlabelled.add(this.#line, 'no label');
    else this.#add(read);
  }

  /** Looks for what only the whole file shows. */
  end(classOrder: readonly string[] | undefined): void {
    const { line } = this.#markColumns;
    if (line !== undefined) {
      this.problems.add(
        line,
        'columns of 0 and 1 in every row, which are no names: name the classes of each image, or give the marks as a list in a manifest',
      );
    }
    if (this.groups.areIndices(classOrder)) this.groups.refuseOutOfRange(classOrder, this.problems);
    else if (this.#marks !== undefined) {
      this.problems.add(this.#marks.line, 'marks of 0 and 1, where other lines have names of classes');
    }
  }

  /** The address, key or path of the image that a line names. */
  imageIn(line: string): string | undefined {
    const rules = this.#rules;
    const text = line.replace(BYTE_ORDER_MARK, '').replace(/\r$/u, '');
    const read = this.#isManifest === true ? manifestLine(text, rules) : csvLine(text, false, rules);
    return 'image' in read ? read.image : undefined;
  }

  #read(whole: string): LabelLine | undefined {
    const line = (this.#line === 1 && whole.startsWith(BYTE_ORDER_MARK) ? whole.slice(1) : whole).replace(/\r$/u, '');
    if (line.trim() === '') return undefined;
    if (line.includes(NOT_UTF8)) return { kind: 'problem', problem: `not UTF-8: ${quoted(line)}` };
    if (line.includes('\r'))
      return { kind: 'problem', problem: `a carriage return without a line feed: ${quoted(line)}` };
    const isFirst = this.#isManifest === undefined;
    this.#isManifest ??= line.trimStart().startsWith('{');
    return this.#isManifest ? manifestLine(line, this.#rules) : csvLine(line, isFirst, this.#rules);
  }

  #add(row: Extract<LabelLine, { readonly image: string }>): void {
    const problem =
      this.#attributeProblem(row.attribute) ?? (row.kind === 'marks' ? this.#marksProblem(row.marks) : undefined);
    const place = this.#placeOf(row.image);
    if (problem !== undefined || typeof place === 'string') {
      this.#refuse(problem ?? String(place));
      return;
    }
    if (this.#isManifest === false && this.#rules.severalLabels) this.#markColumns.take(row.labels, this.#line);
    const group = this.groups.numberOf(row.labels, this.#line);
    const earlier = place.table.add(place.path, group, this.#line);
    if (earlier === undefined) this.#count(row.labels);
    else if (earlier.group === group) this.repeated.add(this.#line, `as line ${earlier.line}`);
    else
      this.#refuse(
        `${quoted(row.image)} has ${this.groups.shown(group)}, and in line ${earlier.line} ${this.groups.shown(earlier.group)}`,
      );
  }

  #count(labels: readonly string[]): void {
    this.rows += 1;
    if (labels.length === 0) this.withoutClass.add(this.#line, 'no class');
    if (this.groups.size > MAX_GROUPS) throw new TooManyLabels(this.#line);
  }

  #refuse(problem: string): void {
    this.problems.add(this.#line, problem);
  }

  #attributeProblem(name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    this.#attribute ??= { name, line: this.#line };
    const { name: first, line } = this.#attribute;
    if (name === first) return undefined;
    return `the label is in ${quoted(name)}, and in line ${line} in ${quoted(first)}: set labelAttribute to one of them`;
  }

  #marksProblem(count: number): string | undefined {
    this.#marks ??= { count, line: this.#line };
    const { count: first, line } = this.#marks;
    return count === first ? undefined : `marks for ${count} classes, and in line ${line} for ${first}`;
  }

  #placeOf(image: string): { readonly table: PathTable; readonly path: string } | string {
    const { location, prefix, folders } = this.#rules;
    if (image.startsWith('s3://') && !image.startsWith(location)) return `${quoted(image)} is not below ${location}`;
    const isKey = folders.some((folder) => image.startsWith(prefix + folder));
    const path = image.startsWith(location) ? image.slice(location.length) : isKey ? image.slice(prefix.length) : image;
    const at = folders.findIndex((folder) => path.startsWith(folder));
    const table = this.#tables[at];
    const folder = folders[at];
    if (table === undefined || folder === undefined)
      return `${quoted(image)} is not in ${folders.join(' or ')} below ${location}`;
    return { table, path: path.slice(folder.length) };
  }
}

/** A file whose labels are something else, such as the names of images. */
export class TooManyLabels extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`more than ${MAX_GROUPS} different labels up to line ${line}`);
    this.line = line;
  }
}
