import type { MulticlassMetrics } from '../outcome/model-quality.ts';
import { type Markup, markup } from './markup.ts';

type Matrix = MulticlassMetrics['confusion_matrix'];

/** Classes of which a whole matrix is shown. */
const SHOWN_CLASSES = 12;
const SHOWN_PAIRS = 20;

/** A confusion matrix; of many classes, what was taken for something else most often. */
export function confusionTable(title: string, classes: readonly string[], matrix: Matrix): Markup {
  const table = classes.length > SHOWN_CLASSES ? pairTable(matrix) : wholeTable(classes, matrix);
  return markup`<figure><figcaption>${title}</figcaption>${table}</figure>`;
}

function wholeTable(classes: readonly string[], matrix: Matrix): Markup {
  const names = classes.map((name) => markup`<th scope="col">${name}</th>`);
  const rows = classes.map((actual) => {
    const row = new Map(Object.entries(rowOf(matrix, actual)));
    const all = [...row.values()].reduce((sum, images) => sum + images, 0);
    const cells = classes.map((predicted) => cell(actual === predicted, row.get(predicted) ?? 0, all));
    return markup`<tr><th scope="row">${actual}</th>${cells}</tr>`;
  });
  return markup`<table class="matrix"><thead><tr><th>actual, predicted</th>${names}</tr></thead><tbody>${rows}</tbody></table>`;
}

function rowOf(matrix: Matrix, name: string): Matrix[string] {
  return Object.hasOwn(matrix, name) ? (matrix[name] ?? {}) : {};
}

/** The stronger the colour, the greater the part of the row. */
function cell(isRight: boolean, images: number, all: number): Markup {
  const strength = all === 0 ? 0 : Math.round((images / all) * 70);
  return markup`<td style="background:color-mix(in srgb, ${isRight ? '#2a7' : '#d43'} ${strength}%, transparent)">${images}</td>`;
}

function pairTable(matrix: Matrix): Markup {
  const pairs = Object.entries(matrix).flatMap(([actual, row]) =>
    Object.entries(row).flatMap(([predicted, images]) => (predicted === actual ? [] : [{ actual, predicted, images }])),
  );
  const rows = pairs
    .sort((one, other) => other.images - one.images)
    .slice(0, SHOWN_PAIRS)
    .map(({ actual, predicted, images }) => markup`<tr><td>${actual}</td><td>${predicted}</td><td>${images}</td></tr>`);
  return markup`<table><thead><tr><th>actual</th><th>taken for</th><th>images</th></tr></thead><tbody>${rows}</tbody></table>`;
}
