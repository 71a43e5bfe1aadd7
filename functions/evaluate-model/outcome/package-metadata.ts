import type { JudgeEvent } from '../event/judge-event.ts';
import type { EvaluatedModel } from './evaluation-document.ts';

/** What the registry takes for a value: at most 256 of these characters (CustomerMetadataValue of the API's model). */
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u;

/** The package's own metadata, by which a later run finds model and evaluation. What the registry would refuse is left out. */
export function packageMetadata(
  { event, models, outcome }: EvaluatedModel,
  evaluationUri: string,
): Readonly<Record<string, string>> {
  const { promotes, verdict } = outcome.judgement;
  const all = {
    ...trainingMetadata(event),
    evaluation: evaluationUri,
    verdict,
    promoted: String(promotes),
    accuracy: (outcome.metrics.accuracy.value ?? 0).toFixed(4),
    champion: models.champion?.arn ?? '',
    algorithm: 'image-classification',
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => VALUE.test(value)));
}

function trainingMetadata({ executionName, model }: JudgeEvent): Readonly<Record<string, string>> {
  return {
    model: model.name,
    trainingJob: model.trainingJob,
    execution: executionName,
    datasetHash: model.datasetHash,
    requestHash: model.requestHash,
    trainLst: model.trainLst,
    validationLst: model.validationLst,
    gitCommit: model.gitCommit ?? '',
  };
}
