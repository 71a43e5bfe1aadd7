/** Keys and URIs of a data set in its bucket. The handler writes the same keys; test/program pins both. */
export interface DatasetLayout {
  readonly trainPrefix: string;
  /** With an automatic split the same as `trainPrefix`: both channels have all images, and the `.lst` files choose. */
  readonly testPrefix: string;
  /** Where images are when the other way to split was meant; looked for to say so. */
  readonly otherPrefix: string;
  readonly datasetFolder: string;
  /** Of the newest run. */
  readonly trainLstKey: string;
  readonly testLstKey: string;
  readonly reportKey: string;
  /** Where functions that share the listing put aside what the others need, `<this>/<execution>/…`. */
  readonly fanOutPrefix: string;
  /** Labels of the models that were saved. */
  readonly labelsKey: string;
  /** Where every run has files of its own, `<this>/<execution>/…`. */
  readonly runsPrefix: string;
  /** Where images have their labels from; undefined: from their folders. */
  readonly labelsFileKey: string | undefined;
  /** Where training jobs put their model artifacts, `<this>/<job name>/output/model.tar.gz`. */
  readonly outputPrefix: string;
  /** Where Spot jobs keep their checkpoints, `<this>/<job name>/…`. */
  readonly checkpointPrefix: string;
}

/** What divides the images: folders, or the function. */
export type SplitMode = 'folders' | 'automatic';

export function datasetLayout(datasetPrefix: string, split: SplitMode, labelsFile?: string): DatasetLayout {
  const imagesPrefix = `${datasetPrefix}/images/`;
  const trainPrefix = `${datasetPrefix}/train/`;
  return {
    // With the slash: S3Prefix means any key that begins so, and train-data.lst begins with "train" too.
    trainPrefix: split === 'automatic' ? imagesPrefix : trainPrefix,
    testPrefix: split === 'automatic' ? imagesPrefix : `${datasetPrefix}/test/`,
    otherPrefix: split === 'automatic' ? trainPrefix : imagesPrefix,
    datasetFolder: `${datasetPrefix}/`,
    trainLstKey: `${datasetPrefix}/train-data.lst`,
    testLstKey: `${datasetPrefix}/test-data.lst`,
    reportKey: `${datasetPrefix}/dataset-report.json`,
    fanOutPrefix: `${datasetPrefix}/fan-out/`,
    labelsKey: `${datasetPrefix}/labels.json`,
    runsPrefix: `${datasetPrefix}/runs`,
    labelsFileKey: labelsFile === undefined ? undefined : `${datasetPrefix}/${labelsFile}`,
    outputPrefix: `${datasetPrefix}/output`,
    checkpointPrefix: `${datasetPrefix}/checkpoints`,
  };
}
