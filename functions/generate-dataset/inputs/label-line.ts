import { parsed, recordOf } from '../storage/json-shapes.ts';
import { csvCells } from './csv-cells.ts';

/** What a line of a labels file says. */
export type LabelLine =
  | { readonly kind: 'row'; readonly image: string; readonly labels: readonly string[]; readonly attribute?: string }
  /** A line of a manifest that has a 0 or a 1 for each class; `labels` are the indices of the ones. */
  | {
      readonly kind: 'marks';
      readonly image: string;
      readonly labels: readonly string[];
      readonly marks: number;
      readonly attribute: string;
    }
  /** A line that names an image and no label, as Ground Truth writes before or without an answer. */
  | { readonly kind: 'unlabelled' }
  | { readonly kind: 'header' }
  | { readonly kind: 'problem'; readonly problem: string };

export interface LineRules {
  /** Which member of a manifest's lines is the label; absent: the only one, or the one that Ground Truth describes. */
  readonly attribute?: string | undefined;
  /** Whether an image may have several labels, or none. */
  readonly severalLabels: boolean;
}

const SHOWN_CHARACTERS = 120;
/** What first lines of CSV have for names. */
const KEY_NAMES = [
  'key',
  'path',
  'image',
  'images',
  'image_path',
  'image_id',
  'file',
  'filename',
  'source-ref',
  's3_key',
];
const LABEL_NAMES = ['label', 'labels', 'class', 'classes', 'class_name', 'category'];
const METADATA = '-metadata';
const CLASSIFICATION = 'groundtruth/image-classification';

/** Its label, or as many columns of labels as an image has; further cells that are empty say nothing. */
export function csvLine(line: string, isFirst: boolean, { severalLabels }: LineRules): LabelLine {
  const cells = csvCells(line);
  if (cells === undefined) return problem(`a quote is not closed, or text follows it: ${quoted(line)}`);
  const [image = '', ...columns] = cells;
  const isHeader = KEY_NAMES.includes(image.toLowerCase()) || LABEL_NAMES.includes((columns[0] ?? '').toLowerCase());
  if (isFirst && isHeader && !/\.\w+$/.test(image)) return { kind: 'header' };
  if (image === '') return problem(`no key: ${quoted(line)}`);
  if (columns.length === 0)
    return problem(`one column instead of key and label, which a comma separates: ${quoted(line)}`);
  const labels = columns.filter((label) => label !== '');
  if (severalLabels) return rowOf(image, labels);
  if (columns[0] === '') return problem(`no label for ${quoted(image)}`);
  if (labels.length > 1) return problem(tooMany(image, labels));
  return rowOf(image, labels);
}

/**
 * A line of an augmented manifest: its image in `source-ref`, and in another member a class's name or index, or several of
 * them. Where Ground Truth's metadata is beside it, the names are those of `class-name` or `class-map`.
 * Source: "Output Data" (Ground Truth) and "Image Classification Algorithm" in the SageMaker Developer Guide.
 */
export function manifestLine(line: string, rules: LineRules): LabelLine {
  const members = recordOf(parsed(line));
  if (members === undefined) return problem(`no JSON object: ${quoted(line)}`);
  const image = members['source-ref'];
  if (typeof image !== 'string' || image === '')
    return problem(`no source-ref with the address of an image: ${quoted(line)}`);
  const attribute = rules.attribute ?? onlyAttribute(members);
  if (typeof attribute === 'object')
    return problem(`several members (${attribute.join(', ')}): set labelAttribute to the one that is the label`);
  const value = attribute === undefined ? undefined : members[attribute];
  if (attribute === undefined || value === undefined || value === null) return { kind: 'unlabelled' };
  const metadata = recordOf(members[`${attribute}${METADATA}`]) ?? {};
  const read = labelsOf(typeof value === 'string' && value.startsWith('[') ? parsed(value) : value, metadata, rules);
  if (read === undefined) {
    return problem(
      `${quoted(attribute)} is ${quoted(JSON.stringify(value))}, which is ${rules.severalLabels ? 'no list' : 'not the name or the index'} of classes`,
    );
  }
  const { labels, marks } = read;
  if (labels.includes(''))
    return problem(`${quoted(attribute)} has a class without a name: ${quoted(JSON.stringify(value))}`);
  if (marks !== undefined) return { kind: 'marks', image, labels, marks, attribute };
  if (!rules.severalLabels && labels.length > 1) return problem(tooMany(image, labels));
  if (!rules.severalLabels && labels.length === 0) return { kind: 'unlabelled' };
  const row = rowOf(image, labels);
  return row.kind === 'row' ? { ...row, attribute } : row;
}

/** As JSON, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text);
}

interface ReadLabels {
  readonly labels: readonly string[];
  /** How many classes a list of 0 and 1 has; absent for names and indices. */
  readonly marks?: number;
}

function labelsOf(
  value: unknown,
  metadata: Readonly<Record<string, unknown>>,
  { severalLabels }: LineRules,
): ReadLabels | undefined {
  const name = metadata['class-name'];
  if (!Array.isArray(value)) {
    const label = typeof name === 'string' ? name : value;
    return typeof label === 'string' || isIndex(label) ? { labels: [String(label)] } : undefined;
  }
  const names = recordOf(metadata['class-map']);
  if (names !== undefined) {
    const labels = value.map((index) => names[String(index)]);
    return labels.every(isText) ? { labels } : undefined;
  }
  if (value.every(isText)) return { labels: value };
  if (!severalLabels) return value.length === 1 && value.every(isIndex) ? { labels: value.map(String) } : undefined;
  // Without a class-map numbers are marks, as the algorithm has it by default.
  if (!value.every((mark) => mark === 0 || mark === 1)) return undefined;
  return { labels: value.flatMap((mark, index) => (mark === 1 ? [String(index)] : [])), marks: value.length };
}

/** The member that is the label, undefined where there is none, or all that could be. */
function onlyAttribute(members: Readonly<Record<string, unknown>>): string | readonly string[] | undefined {
  const names = Object.keys(members).filter((name) => name !== 'source-ref' && !name.endsWith(METADATA));
  if (names.length < 2) return names[0];
  const typeOf = (name: string) => recordOf(members[`${name}${METADATA}`])?.['type'];
  const classified = names.filter((name) => String(typeOf(name)).startsWith(CLASSIFICATION));
  if (classified.length === 1) return classified[0];
  return classified.length === 0 ? names : classified;
}

function rowOf(image: string, labels: readonly string[]): LabelLine {
  const doubled = labels.find((label, at) => labels.indexOf(label) !== at);
  if (doubled === undefined) return { kind: 'row', image, labels };
  return problem(
    `${quoted(image)} has the label ${quoted(doubled)} twice; each column after the key is the name of a class`,
  );
}

function tooMany(image: string, labels: readonly string[]): string {
  return `${quoted(image)} has ${labels.length} labels (${labels.slice(0, 3).map(quoted).join(', ')}${labels.length > 3 ? ', …' : ''}): the hyperparameter multi_label "1" trains with several an image`;
}

function problem(text: string): LabelLine {
  return { kind: 'problem', problem: text };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
