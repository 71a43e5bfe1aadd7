/** A `.lst` file that a run writes. */
export interface LstFile {
  readonly key: string;
  readonly uri: string;
  readonly rows: number;
}

export function lstFile(bucket: string, key: string, rows: number): LstFile {
  return { key, uri: `s3://${bucket}/${key}`, rows };
}
