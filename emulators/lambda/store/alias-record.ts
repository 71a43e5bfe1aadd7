import type { RecordKind } from '../../core/storage/record-file.ts';
import { ifPresent, isNumber, isText, mapOf, record } from '../../core/storage/record-shape.ts';

/** A name for a version of a function, or for two of them by weight. */
export interface AliasRecord {
  readonly functionName: string;
  readonly aliasArn: string;
  readonly name: string;
  readonly functionVersion: string;
  readonly description: string;
  /** From 0 to 1 by version: its part of the invocations. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

export const ALIASES: RecordKind<AliasRecord> = {
  noun: 'Lambda alias',
  isRecord: record<AliasRecord>({
    functionName: isText,
    aliasArn: isText,
    name: isText,
    functionVersion: isText,
    description: isText,
    weights: ifPresent(mapOf(isNumber)),
    revisionId: isText,
  }),
};

/** AliasConfiguration. */
export function aliasConfiguration(alias: AliasRecord): object {
  const { aliasArn, name, functionVersion, description, weights, revisionId } = alias;
  return {
    AliasArn: aliasArn,
    Name: name,
    FunctionVersion: functionVersion,
    Description: description,
    ...(weights === undefined ? {} : { RoutingConfig: { AdditionalVersionWeights: weights } }),
    RevisionId: revisionId,
  };
}

/** The version that an invocation by the alias runs, by chance from 0 to below 1. */
export function chosenVersion({ functionVersion, weights = {} }: AliasRecord, chance: number): string {
  let bound = 0;
  for (const [version, weight] of Object.entries(weights)) {
    bound += weight;
    if (chance < bound) return version;
  }
  return functionVersion;
}
