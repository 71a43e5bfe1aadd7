import { type ChosenResult, chooseImages } from '../../../../functions/evaluate-model/choice/choose-images.ts';
import { parseEvaluationEvent } from '../../../../functions/evaluate-model/event/evaluation-event.ts';
import { judgePredictions, type PredictAgain } from '../../../../functions/evaluate-model/judge-predictions.ts';
import type { EvaluationDocument } from '../../../../functions/evaluate-model/outcome/evaluation-document.ts';
import type { JudgementResult } from '../../../../functions/evaluate-model/outcome/judgement-result.ts';
import { BucketS3 } from '../generate-dataset/fan-out/bucket-s3.ts';

/** A row of a validation file: path and label. */
export type Row = readonly [path: string, label: number];

/** Members that are others than usual, or more. */
interface Payload {
  readonly evaluation?: object;
  readonly [member: string]: unknown;
}

const SETTINGS = { bucket: 'b', prefix: 'p' };
export const GATE = {
  minimumRecall: {},
  guardedClasses: [],
  margin: 0.02,
  confidence: 0.95,
  maximumMissingShare: 0.01,
};

/** A run whose data set is there, in a bucket in memory, and what the state machine calls of the evaluation. */
export class EvaluatedRun {
  readonly bucket: BucketS3;
  readonly name: string;

  /** `classes`: in the order of their labels. */
  constructor(
    classes: readonly string[],
    rows: readonly Row[],
    name = 'run-1',
    bucket = new BucketS3(new Map(), 1000),
  ) {
    this.bucket = bucket;
    this.name = name;
    const training = { executionName: name, contentHash: 'c', requestHash: 'r', modelName: '' };
    const labels = Object.fromEntries(classes.map((one, label) => [one, label]));
    this.put('labels.json', { schemaVersion: 1, bucket: 'b', prefix: 'p', labels, training });
    const lst = rows.map(([path, label], at) => `${at + 1}\t${label}\t${path}\n`).join('');
    this.bucket.objects.set(this.key('test-data.lst'), Buffer.from(lst));
  }

  key(file: string): string {
    return `p/runs/${this.name}/${file}`;
  }

  put(file: string, value: unknown): void {
    this.bucket.objects.set(this.key(file), Buffer.from(JSON.stringify(value)));
  }

  text(file: string): string {
    return this.bucket.text(this.key(file)) ?? '';
  }

  json(file: string): unknown {
    return JSON.parse(this.text(file));
  }

  get document(): EvaluationDocument {
    return JSON.parse(this.text('evaluation/evaluation.json'));
  }

  /** What a transform job of the model, or of the champion, has predicted. */
  predict(who: 'model' | 'champion', outputs: Readonly<Record<string, readonly number[] | string>>): void {
    for (const [path, output] of Object.entries(outputs)) {
      const text = typeof output === 'string' ? output : `${JSON.stringify({ prediction: output })}\n`;
      this.bucket.objects.set(this.key(`evaluation/${who}/${path}.out`), Buffer.from(text));
    }
  }

  choose(more: object = {}): Promise<ChosenResult> {
    const event = parseEvaluationEvent({
      action: 'chooseImages',
      executionName: this.name,
      validationLstKey: this.key('test-data.lst'),
      imagesPrefix: 'p/test/',
      sampleSize: 2000,
      champion: { packages: [] },
      redrives: 0,
      ...more,
    });
    if (event.action !== 'chooseImages') throw new Error('this is another action');
    return chooseImages(this.bucket.sender, SETTINGS, event);
  }

  async judge(gate: object = {}, more: Payload = {}): Promise<JudgementResult> {
    const result = await this.judgeOrPredict(gate, more);
    if ('again' in result) throw new Error('it asks for new predictions');
    return result;
  }

  judgeOrPredict(gate: object, { evaluation = {}, ...more }: Payload): Promise<JudgementResult | PredictAgain> {
    const event = parseEvaluationEvent({
      action: 'judge',
      executionName: this.name,
      gate: { ...GATE, ...gate },
      autoApprove: false,
      redrives: 0,
      evaluation: { redrives: 0, ...evaluation },
      model: { ModelName: `${this.name}-model`, ModelArn: 'arn:aws:sagemaker:us-east-1:1:model/m' },
      trainingJobName: 'job',
      artifact: 's3://b/m/model.tar.gz',
      datasetHash: 'c',
      requestHash: 'r',
      trainLstUri: 's3://b/p/train-data.lst',
      validationLstUri: 's3://b/p/test-data.lst',
      ...more,
    });
    if (event.action !== 'judge') throw new Error('this is another action');
    return judgePredictions(this.bucket.sender, SETTINGS, event);
  }
}

/** A champion's package as DescribeModelPackage gives it, registered by an earlier run. */
export function championOf(run: EvaluatedRun, metadata: Readonly<Record<string, string>> = {}): object {
  const known = { model: `${run.name}-model`, evaluation: `s3://b/${run.key('evaluation/evaluation.json')}` };
  return {
    packages: [{ ModelPackageArn: 'arn:package/1' }],
    package: { ModelPackageArn: 'arn:package/1', CustomerMetadataProperties: { ...known, ...metadata } },
  };
}

export async function rejection(work: Promise<unknown>): Promise<Error> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error) return error;
  throw new Error('it was not rejected');
}
