import type { PredictedSet, Prediction } from '../predictions.ts';

/** An image of a common class, and what a model takes it for of the common classes; both as indices among these. */
export type CommonPrediction = Pick<Prediction, 'image' | 'label' | 'predicted'>;

/** Two models' answers for the same images, with the classes that both know, in the same order. */
export interface CommonImages {
  readonly classes: readonly string[];
  readonly candidate: readonly CommonPrediction[];
  readonly champion: readonly CommonPrediction[];
  /** Classes that only one of the models knows: their images are left out, and so are their probabilities. */
  readonly onlyCandidateClasses: readonly string[];
  readonly onlyChampionClasses: readonly string[];
  /** Images of common classes that only one of the models has predicted. */
  readonly unpaired: number;
}

/** What can be compared: an image of a common class that both have predicted. */
export function commonImages(candidate: PredictedSet, champion: PredictedSet): CommonImages {
  const known = { candidate: new Set(candidate.classes), champion: new Set(champion.classes) };
  const classes = candidate.classes.filter((name) => known.champion.has(name));
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
    onlyCandidateClasses: candidate.classes.filter((name) => !known.champion.has(name)),
    onlyChampionClasses: champion.classes.filter((name) => !known.candidate.has(name)),
    unpaired: ofCandidate.length + ofChampion.length - 2 * pairs.length,
  };
}

/** Of each class, whether the other model knows it too. */
export function commonFlags(classes: readonly string[], others: readonly string[]): readonly boolean[] {
  const known = new Set(others);
  return classes.map((name) => known.has(name));
}

function restricted({ classes, predictions }: PredictedSet, common: readonly string[]): readonly CommonPrediction[] {
  const places = new Map(common.map((name, at) => [name, at]));
  const placeOf = (label: number) => places.get(classes[label] ?? '') ?? -1;
  return predictions.flatMap(({ image, label, predictedCommon }) => {
    const at = placeOf(label);
    return at < 0 ? [] : [{ image, label: at, predicted: placeOf(predictedCommon) }];
  });
}
