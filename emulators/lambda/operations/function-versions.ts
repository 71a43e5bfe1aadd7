import { randomUUID } from 'node:crypto';
import { optionalString } from '../../core/validation/input-members.ts';
import { notImplemented } from '../../core/wire/aws-error.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { referenceIn } from '../api/function-name.ts';
import { answering, type LambdaOperations } from '../api/lambda-api.ts';
import { invalidParameterValue } from '../api/lambda-errors.ts';
import type { LambdaState } from '../api/lambda-state.ts';
import { configurationOf, type FunctionRecord, LATEST, listedConfigurationOf } from '../store/function-record.ts';
import { pageOf } from './marker-list.ts';
import { checkRevision } from './revision.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html */
export function versionOperations(state: LambdaState): LambdaOperations {
  return {
    PublishVersion: answering(201, (input) => publishVersion(input, state)),
    ListVersionsByFunction: answering(200, (input) => listVersions(input, state)),
  };
}

function publishVersion(input: JsonObject, state: LambdaState): object {
  if (input['PublishTo'] !== undefined) throw notImplemented('lambda', 'PublishVersion with PublishTo');
  const record = state.functions.required(referenceIn(input, state.arnPrefix).name);
  checkRevision(input, record);
  const [sha256, current] = [optionalString(input, 'CodeSha256') ?? '', record.code.sha256];
  if (sha256 !== '' && sha256 !== current) {
    throw invalidParameterValue(
      `CodeSHA256 (${sha256}) is different from current CodeSHA256 in $LATEST (${current}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  }
  return configurationOf(publishedVersion(record, state, optionalString(input, 'Description')));
}

/** A version of what $LATEST is now: the last one, if nothing has changed since it was published. */
export function publishedVersion(
  latest: FunctionRecord,
  { functions }: LambdaState,
  description = latest.description,
): FunctionRecord {
  const { functionName, revisionId } = latest;
  const last = functions.versionsOf(functionName).at(-1);
  if (last?.publishedRevisionId === revisionId) return last;
  const { versionCount = 0, ...settings } = latest;
  const version = String(versionCount + 1);
  const published: FunctionRecord = {
    ...settings,
    version,
    functionArn: functions.arnOf({ name: functionName, qualifier: version }),
    description,
    revisionId: randomUUID(),
    publishedRevisionId: revisionId,
    tags: {},
  };
  // Counted first: a number that is lost is better than one that is given twice.
  functions.put({ ...latest, versionCount: versionCount + 1 });
  functions.putVersion(published);
  return published;
}

function listVersions(input: JsonObject, { functions, arnPrefix }: LambdaState): object {
  const { name } = referenceIn(input, arnPrefix);
  const latest = { ...functions.required(name), functionArn: functions.arnOf({ name, qualifier: LATEST }) };
  const { shown, next } = pageOf(input, [latest, ...functions.versionsOf(name)], ({ functionArn }) => functionArn);
  return { Versions: shown.map(listedConfigurationOf), ...next };
}
