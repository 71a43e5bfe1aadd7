/** `schemaVersion` of `dataset-report.json`. */
export const REPORT_VERSION = 1;
