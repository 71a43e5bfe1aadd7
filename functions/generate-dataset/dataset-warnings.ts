import type { ClassCount } from './class-labels.ts';
import type { FoundKeys } from './split/first-keys.ts';
import type { SplitScan } from './split-scan.ts';
import { byUtf8 } from './utf8-order.ts';

const SHOWN_WARNINGS = 20;
const SHOWN_KEYS = 3;

/** What is allowed and probably not meant. */
export function datasetWarnings(classes: readonly ClassCount[], train: SplitScan, test: SplitScan): string[] {
  return [
    ...untestedClasses(classes),
    ...lookAlikes(classes),
    ...nestedImages(train.nestedImages + test.nestedImages),
    ...writtenMeanwhile(train.written, test.written),
    ...archived(train.archived, test.archived),
    ...namelessFolders(train.namelessFolders + test.namelessFolders),
  ];
}

function untestedClasses(classes: readonly ClassCount[]): string[] {
  const untested = classes.filter(({ train, validation }) => train > 0 && validation === 0);
  const shown = untested.slice(0, SHOWN_WARNINGS);
  const warnings = shown.map(
    ({ name }) => `class ${JSON.stringify(name)} has no test images: its accuracy will not be known`,
  );
  const more = untested.length - shown.length;
  if (more === 0) return warnings;
  return [...warnings, `${more} more ${more === 1 ? 'class has' : 'classes have'} no test images`];
}

/** Names that differ in Unicode form only, such as those that macOS and Linux write for one and the same folder. */
function lookAlikes(classes: readonly ClassCount[]): string[] {
  const byForm = new Map<string, ClassCount[]>();
  for (const one of classes) {
    const form = one.name.normalize('NFC');
    byForm.set(form, [...(byForm.get(form) ?? []), one]);
  }
  const alike = [...byForm.values()].filter((group) => group.length > 1);
  return alike.slice(0, SHOWN_WARNINGS).map((group) => {
    const names = group
      .toSorted((one, other) => byUtf8(one.name, other.name))
      .map(({ name, label }) => `${escaped(name)} (label ${label})`);
    return `classes that look the same are different ones: ${names.join(', ')}; if one is meant, give their folders one name`;
  });
}

/** As JSON with every character outside ASCII as an escape, so that Unicode forms can be told apart. */
function escaped(name: string): string {
  return JSON.stringify(name).replaceAll(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function nestedImages(count: number): string[] {
  if (count === 0) return [];
  const [subject, verb] = count === 1 ? ['image is', 'counts'] : ['images are', 'count'];
  return [`${count} ${subject} in folders below a class folder and ${verb} for that class`];
}

/** Deleted ones are not seen: whoever lists keys learns only of those that are there. */
function writtenMeanwhile(train: FoundKeys<string>, test: FoundKeys<string>): string[] {
  const total = train.total + test.total;
  if (total === 0) return [];
  const subject = total === 1 ? '1 image was' : `${total} images were`;
  return [
    `${subject} written while the data set was listed, so that its rows may not be those of any one moment: ${firstOf(train, test)}; start another run when the upload is complete`,
  ];
}

/** A listing names the storage class, and not whether an object is restored at the moment. */
function archived(train: FoundKeys<string>, test: FoundKeys<string>): string[] {
  const total = train.total + test.total;
  if (total === 0) return [];
  const subject = total === 1 ? '1 image is' : `${total} images are`;
  return [
    `${subject} archived (GLACIER or DEEP_ARCHIVE), which SageMaker cannot download unless they are restored at the moment: ${firstOf(train, test)}`,
  ];
}

function firstOf(train: FoundKeys<string>, test: FoundKeys<string>): string {
  const shown = [...train.first, ...test.first].slice(0, SHOWN_KEYS).map((key) => JSON.stringify(key));
  return `${shown.join(', ')}${train.total + test.total > shown.length ? ', ...' : ''}`;
}

/** Seen in a failed job: github.com/aws-samples/generative-ai-on-amazon-sagemaker/issues/242 */
function namelessFolders(count: number): string[] {
  if (count === 0) return [];
  const subject = count === 1 ? 'key has' : 'keys have';
  return [
    `${count} ${subject} "//" in the path: SageMaker cannot download a channel with such a key; remove or rename it`,
  ];
}
