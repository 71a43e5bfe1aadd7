import { S3Client } from '@aws-sdk/client-s3';
import { type ChosenResult, chooseImages } from './choice/choose-images.ts';
import { parseEvaluationEvent, readEvaluationSettings } from './event/evaluation-event.ts';
import { judgePredictions, type PredictAgain } from './judge-predictions.ts';
import type { JudgementResult } from './outcome/judgement-result.ts';

// Thousands of predictions are read: with the SDK's three tries, one of them would fail on a bad day.
const s3 = new S3Client({ maxAttempts: 6 });

/** Lambda's entry. Only here are the environment read and the S3 client made. */
export async function handler(event: unknown): Promise<ChosenResult | JudgementResult | PredictAgain> {
  const settings = readEvaluationSettings(process.env);
  const parsed = parseEvaluationEvent(event);
  const result =
    parsed.action === 'judge' ? await judgePredictions(s3, settings, parsed) : await chooseImages(s3, settings, parsed);
  console.log(JSON.stringify('verdict' in result ? summary(result) : result));
  return result;
}

function summary({ promoted, verdict, approval, reason, accuracy, images, missing }: JudgementResult) {
  return { promoted, verdict, approval, reason, accuracy, images, missing };
}
