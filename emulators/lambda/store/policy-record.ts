import type { RecordKind } from '../../core/storage/record-file.ts';
import { isObject, isText, listOf, record } from '../../core/storage/record-shape.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';

/** Who else may use a function, or one of its versions or aliases. */
export interface PolicyRecord {
  readonly functionName: string;
  /** Of the function, the version or the alias. */
  readonly resourceArn: string;
  readonly statements: readonly JsonObject[];
  readonly revisionId: string;
}

export const POLICIES: RecordKind<PolicyRecord> = {
  noun: 'policy of a Lambda function',
  isRecord: record<PolicyRecord>({
    functionName: isText,
    resourceArn: isText,
    statements: listOf(isObject<JsonObject>),
    revisionId: isText,
  }),
};

export function policyDocument({ statements }: PolicyRecord): string {
  return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
}
