import type { PredictedSet, Prediction } from '../predictions.ts';

/** Two models' answers for the same images, with the classes that both know, in the same order. */
export interface CommonImages {
  readonly classes: readonly string[];
  readonly candidate: readonly Prediction[];
  readonly champion: readonly Prediction[];
  /** Classes that only one of the models knows: their images are left out, and so are their probabilities. */
  readonly onlyCandidateClasses: readonly string[];
  readonly onlyChampionClasses: readonly string[];
  /** Images of common classes that only one of the models has predicted. */
  readonly unpaired: number;
}

/** What can be compared: an image of a common class that both have predicted, and its probabilities of common classes. */
export function commonImages(candidate: PredictedSet, champion: PredictedSet): CommonImages {
  const classes = candidate.classes.filter((name) => champion.classes.includes(name));
  const [ofCandidate, ofChampion] = [restricted(candidate, classes), restricted(champion, classes)];
  const champions = new Map(ofChampion.map((prediction) => [prediction.image, prediction]));
  const pairs = ofCandidate.flatMap((own) => {
    const other = champions.get(own.image);
    return other === undefined ? [] : [{ own, other }];
  });
  return {
    classes,
    candidate: pairs.map(({ own }) => own),
    champion: pairs.map(({ other }) => other),
    onlyCandidateClasses: candidate.classes.filter((name) => !classes.includes(name)),
    onlyChampionClasses: champion.classes.filter((name) => !classes.includes(name)),
    unpaired: ofCandidate.length + ofChampion.length - 2 * pairs.length,
  };
}

function restricted({ classes, predictions }: PredictedSet, common: readonly string[]): readonly Prediction[] {
  const places = common.map((name) => classes.indexOf(name));
  return predictions.flatMap(({ image, label, probabilities }) => {
    const at = places.indexOf(label);
    if (at < 0) return [];
    return [{ image, label: at, probabilities: places.map((place) => probabilities[place] ?? 0) }];
  });
}
