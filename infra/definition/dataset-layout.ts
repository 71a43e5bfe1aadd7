/** Keys and URIs of a data set in its bucket. The handler writes the same keys; test/program pins both. */
export interface DatasetLayout {
  readonly trainPrefix: string;
  readonly testPrefix: string;
  readonly trainLstKey: string;
  readonly testLstKey: string;
  /** What the newest run has found in the data set. */
  readonly reportKey: string;
  /** Where functions that share the listing put aside what the others need, `<this>/<execution>/…`. */
  readonly fanOutPrefix: string;
  /** Where training jobs put their model artifacts, `<this>/<job name>/output/model.tar.gz`. */
  readonly outputPrefix: string;
  /** Where Spot jobs keep their checkpoints, `<this>/<job name>/…`. */
  readonly checkpointPrefix: string;
}

export function datasetLayout(datasetPrefix: string): DatasetLayout {
  return {
    // With the slash: S3Prefix means any key that begins so, and train-data.lst begins with "train" too.
    trainPrefix: `${datasetPrefix}/train/`,
    testPrefix: `${datasetPrefix}/test/`,
    trainLstKey: `${datasetPrefix}/train-data.lst`,
    testLstKey: `${datasetPrefix}/test-data.lst`,
    reportKey: `${datasetPrefix}/dataset-report.json`,
    fanOutPrefix: `${datasetPrefix}/fan-out/`,
    outputPrefix: `${datasetPrefix}/output`,
    checkpointPrefix: `${datasetPrefix}/checkpoints`,
  };
}
