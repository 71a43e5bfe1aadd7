/** Keys of a data set's own files. infra/definition/dataset-layout.ts has the same; test/program pins both. */
export interface DatasetKeys {
  readonly trainLst: string;
  readonly testLst: string;
  readonly report: string;
  readonly labels: string;
}

/** Of the newest run; the labels are those of the models that were saved. */
export function datasetKeys(prefix: string): DatasetKeys {
  return keysIn(prefix);
}

/** Of one run alone: two runs at the same time never mix their files. */
export function runKeys(prefix: string, executionName: string): DatasetKeys {
  return keysIn(`${runsFolder(prefix)}${executionName}`);
}

export function runsFolder(prefix: string): string {
  return `${prefix}/runs/`;
}

function keysIn(folder: string): DatasetKeys {
  return {
    trainLst: `${folder}/train-data.lst`,
    testLst: `${folder}/test-data.lst`,
    report: `${folder}/dataset-report.json`,
    labels: `${folder}/labels.json`,
  };
}
