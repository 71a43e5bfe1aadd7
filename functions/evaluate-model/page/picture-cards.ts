import type { WrongImage } from '../classification-metrics.ts';
import type { DifferingImage, PredictedClass } from '../outcome/differing-images.ts';
import { type Markup, markup } from './markup.ts';
import { probabilityText } from './number-text.ts';
import type { Pictures } from './page-pictures.ts';

/** Wrong predictions, the surest first. */
export function wrongCards(images: readonly WrongImage[], pictures: Pictures): Markup {
  const cards = images.map(({ image, actual, predicted, probability }) =>
    card(image, pictures, [line('is', actual), line('taken for', named({ predicted, probability }))]),
  );
  return markup`<div class="cards">${cards}</div>`;
}

/** Images that only one of the models has right. */
export function differingCards(images: readonly DifferingImage[], pictures: Pictures): Markup {
  const cards = images.map(({ image, actual, model, champion, rightBy }) =>
    card(image, pictures, [
      line('is', actual),
      line(rightBy === 'model' ? 'this model (right)' : 'this model', named(model)),
      line(rightBy === 'champion' ? 'champion (right)' : 'champion', named(champion)),
    ]),
  );
  return markup`<div class="cards">${cards}</div>`;
}

function card(image: string, pictures: Pictures, lines: readonly Markup[]): Markup {
  const address = pictures.get(image);
  const picture =
    address === undefined ? markup`<p class="none">no picture here</p>` : markup`<img src="${address}" alt="${image}">`;
  return markup`<figure class="card">${picture}<figcaption><code>${image}</code>${lines}</figcaption></figure>`;
}

function named({ predicted, probability }: PredictedClass): string {
  return `${predicted} (${probabilityText(probability)})`;
}

function line(what: string, text: string): Markup {
  return markup`<div>${what} <b>${text}</b></div>`;
}
