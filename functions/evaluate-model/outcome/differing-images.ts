import { commonImages } from '../comparison/common-images.ts';
import { isRight, type PredictedSet, type Prediction } from '../predictions.ts';

/** The likeliest of the classes that both models know. */
export interface PredictedClass {
  readonly predicted: string;
  readonly probability: number;
}

/** An image that only one of two models has right, by the classes that both know. */
export interface DifferingImage {
  readonly image: string;
  readonly actual: string;
  readonly model: PredictedClass;
  readonly champion: PredictedClass;
  readonly rightBy: 'model' | 'champion';
}

/** Those that the champion alone has right come first, then those with the surest mistakes. */
export function differingImages(candidate: PredictedSet, champion: PredictedSet): readonly DifferingImage[] {
  const own = byImage(candidate);
  const others = byImage(champion);
  const common = commonImages(candidate, champion);
  const found = common.candidate.flatMap((prediction, at): DifferingImage[] => {
    const other = common.champion[at];
    const [ofModel, ofChampion] = [own.get(prediction.image), others.get(prediction.image)];
    if (other === undefined || ofModel === undefined || ofChampion === undefined) return [];
    if (isRight(prediction) === isRight(other)) return [];
    return [
      {
        image: prediction.image,
        actual: common.classes[prediction.label] ?? '',
        model: predictedClass(ofModel, candidate.classes),
        champion: predictedClass(ofChampion, champion.classes),
        rightBy: isRight(prediction) ? 'model' : 'champion',
      },
    ];
  });
  return found.sort(
    (one, other) =>
      Number(one.rightBy === 'model') - Number(other.rightBy === 'model') ||
      mistake(other) - mistake(one) ||
      (one.image < other.image ? -1 : 1),
  );
}

function byImage({ predictions }: PredictedSet): ReadonlyMap<string, Prediction> {
  return new Map(predictions.map((prediction) => [prediction.image, prediction]));
}

function predictedClass(
  { predictedCommon, probabilityCommon }: Prediction,
  classes: readonly string[],
): PredictedClass {
  return { predicted: classes[predictedCommon] ?? '', probability: probabilityCommon };
}

function mistake({ rightBy, model, champion }: DifferingImage): number {
  return (rightBy === 'model' ? champion : model).probability;
}
