import { percent } from '../comparison/reasons.ts';
import type { EvaluationDocument } from '../outcome/evaluation-document.ts';
import { confusionTable } from './confusion-table.ts';
import { intervalChart } from './interval-chart.ts';
import { type Markup, markup } from './markup.ts';
import { shareText } from './number-text.ts';
import type { Pictures } from './page-pictures.ts';
import { differingCards, wrongCards } from './picture-cards.ts';

const SHOWN_CLASSES = 200;
/** Of each of the two kinds. */
const SHOWN_IMAGES = 12;

const STYLE = markup`:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse}th,td{padding:.2rem .6rem;text-align:right;border-bottom:1px solid #8884;overflow-wrap:anywhere}
th:first-child,td:first-child{text-align:left}.side,.cards{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}
.card{width:190px;border:1px solid #8886;padding:.5rem}.card img{width:100%;height:170px;object-fit:contain}code{overflow-wrap:anywhere}
.none{height:170px;margin:0;opacity:.6}svg text{font-size:11px;fill:currentColor}.axis{stroke:#888}.interval{stroke:#36c;stroke-width:4}circle{fill:#36c}`;

/** The images that the page shows, those of both kinds in turn. */
export function shownImages(document: EvaluationDocument): readonly string[] {
  const [wrong, differing] = [shownWrong(document), shownDiffering(document)];
  return Array.from({ length: SHOWN_IMAGES }, (_, at) => [wrong[at]?.image, differing[at]?.image])
    .flat()
    .filter((image) => image !== undefined);
}

/** One page that needs nothing but itself: no scripts, no addresses. */
export function evaluationPage(document: EvaluationDocument, pictures: Pictures): string {
  const { model, promoted, verdict, approval, reasons, execution } = document;
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width"><title>${model.name}: ${verdict}</title><style>${STYLE}</style></head>
<body><h1>${model.name}</h1>
<p><b>${promoted ? 'Promoted' : 'Not promoted'}: ${verdict}.</b> Registered as ${approval}. Execution ${execution}, training job ${model.trainingJob}.</p>
<ul>${reasons.map((reason) => markup`<li>${reason}</li>`)}</ul>
${accuracySection(document)}${confusionSection(document)}${classSection(document)}${pictureSections(document, pictures)}
</body></html>
`.text;
}

function accuracySection({ accuracy, topK, calibrationError, images, gate, comparison }: EvaluationDocument): Markup {
  const rows = [
    { name: 'this model', share: comparison?.model ?? accuracy },
    ...(comparison === undefined ? [] : [{ name: 'champion', share: comparison.champion }]),
  ];
  return markup`<h2>Accuracy</h2>
<p>${shareText(accuracy)} on ${images.predicted} of ${images.of} validation images (${percent(gate.confidence)} interval); among the first ${topK.k} classes
${shareText(topK)}; calibration error ${calibrationError.toFixed(4)}.</p>
${intervalChart(rows)}`;
}

function confusionSection({ classes, multiclass_classification_metrics: own, champion }: EvaluationDocument): Markup {
  const other =
    champion?.confusion_matrix === undefined
      ? []
      : [confusionTable('champion', champion.classes ?? [], champion.confusion_matrix)];
  return markup`<h2>Confusion</h2><div class="side">${[confusionTable('this model', classes, own.confusion_matrix), ...other]}</div>`;
}

function classSection({ perClass, champion }: EvaluationDocument): Markup {
  const others = new Map(champion?.perClass?.map(({ name, recall }) => [name, recall]));
  const sorted = perClass.toSorted((one, other) => (one.recall.value ?? 2) - (other.recall.value ?? 2));
  const champions = (text: Markup) => (champion?.perClass === undefined ? '' : text);
  const rows = sorted.slice(0, SHOWN_CLASSES).map(({ name, recall, precision }) => {
    const before = others.get(name);
    const other = champions(markup`<td>${before === undefined ? '' : shareText(before)}</td>`);
    return markup`<tr><td>${name}</td><td>${recall.total}</td><td>${shareText(recall)}</td>${other}<td>${shareText(precision)}</td></tr>`;
  });
  const more = perClass.length - rows.length;
  return markup`<h2>Classes, the worst recall first</h2>
<table><thead><tr><th>class</th><th>images</th><th>recall</th>${champions(markup`<th>champion's recall</th>`)}<th>precision</th></tr></thead><tbody>${rows}</tbody></table>
${more === 0 ? '' : markup`<p>${more} more are in evaluation.json.</p>`}`;
}

function pictureSections(document: EvaluationDocument, pictures: Pictures): Markup {
  const differing = shownDiffering(document);
  const wrong = shownWrong(document);
  const both = [
    markup`<h2>Wrong with the highest probability</h2>${wrong.length === 0 ? markup`<p>None is wrong.</p>` : wrongCards(wrong, pictures)}`,
    ...(document.comparison === undefined
      ? []
      : [
          markup`<h2>Only one of the models is right</h2>${differing.length === 0 ? markup`<p>There is no such image.</p>` : differingCards(differing, pictures)}`,
        ]),
  ];
  return markup`${both}`;
}

function shownWrong({ mostConfidentlyWrong }: EvaluationDocument): EvaluationDocument['mostConfidentlyWrong'] {
  return mostConfidentlyWrong.slice(0, SHOWN_IMAGES);
}

function shownDiffering({ comparison }: EvaluationDocument) {
  return (comparison?.differing ?? []).slice(0, SHOWN_IMAGES);
}
