import { runsFolder } from '../generate-dataset/storage/dataset-keys.ts';

/** Keys of what the evaluation of one run reads and writes, in the folder of the run. */
export interface EvaluationKeys {
  /** What the transform jobs predict. */
  readonly manifest: string;
  /** The same with labels and classes, for the second call. */
  readonly images: string;
  /** Folders of the transform jobs' output, without a slash at the end. */
  readonly modelOutput: string;
  readonly championOutput: string;
  readonly document: string;
  readonly page: string;
}

export function evaluationKeys(prefix: string, executionName: string): EvaluationKeys {
  const folder = `${runsFolder(prefix)}${executionName}/evaluation`;
  return {
    manifest: `${folder}/manifest.json`,
    images: `${folder}/images.json`,
    modelOutput: `${folder}/model`,
    championOutput: `${folder}/champion`,
    document: `${folder}/evaluation.json`,
    page: `${folder}/evaluation.html`,
  };
}
