import { randomUUID } from 'node:crypto';
import { optionalString, requiredString } from '../../core/validation/input-members.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { referenceIn } from '../api/function-name.ts';
import { answering, type LambdaOperations } from '../api/lambda-api.ts';
import { functionNotFound, invalidParameterValue, userError } from '../api/lambda-errors.ts';
import type { LambdaState } from '../api/lambda-state.ts';
import { type AliasRecord, aliasConfiguration } from '../store/alias-record.ts';
import { LATEST } from '../store/function-record.ts';
import { pageOf } from './marker-list.ts';
import { checkRevision } from './revision.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html */
export function aliasOperations(state: LambdaState): LambdaOperations {
  return {
    CreateAlias: answering(201, (input) => createAlias(input, state)),
    GetAlias: answering(200, (input) => aliasConfiguration(requiredAlias(input, state))),
    UpdateAlias: answering(200, (input) => updateAlias(input, state)),
    DeleteAlias: answering(204, (input) => deleteAlias(input, state)),
    ListAliases: answering(200, (input) => listAliases(input, state)),
  };
}

function createAlias(input: JsonObject, { functions, arnPrefix }: LambdaState): object {
  const { name: functionName } = referenceIn(input, arnPrefix);
  const functionVersion = requiredString(input, 'FunctionVersion');
  functions.resolved({ name: functionName, qualifier: functionVersion });
  const name = requiredString(input, 'Name');
  const aliasArn = functions.arnOf({ name: functionName, qualifier: name });
  if (functions.findAlias(functionName, name) !== undefined) {
    throw userError('ResourceConflictException', 409, `Alias already exists: ${aliasArn}`);
  }
  const alias: AliasRecord = {
    functionName,
    aliasArn,
    name,
    functionVersion,
    description: optionalString(input, 'Description') ?? '',
    ...weightsIn(input),
    revisionId: randomUUID(),
  };
  checkVersions(alias, functions);
  functions.putAlias(alias);
  return aliasConfiguration(alias);
}

function updateAlias(input: JsonObject, state: LambdaState): object {
  const known = requiredAlias(input, state);
  checkRevision(input, known);
  const { weights, ...settings } = known;
  const kept = weights === undefined ? {} : { weights };
  const alias: AliasRecord = {
    ...settings,
    functionVersion: optionalString(input, 'FunctionVersion') ?? known.functionVersion,
    description: optionalString(input, 'Description') ?? known.description,
    ...(input['RoutingConfig'] === undefined ? kept : weightsIn(input)),
    revisionId: randomUUID(),
  };
  checkVersions(alias, state.functions);
  state.functions.putAlias(alias);
  return aliasConfiguration(alias);
}

/** One that is not there is no error; a function that is not there is. */
function deleteAlias(input: JsonObject, { functions, arnPrefix }: LambdaState): undefined {
  const { name } = referenceIn(input, arnPrefix);
  functions.required(name);
  const alias = functions.findAlias(name, requiredString(input, 'Name'));
  if (alias !== undefined) functions.deleteAlias(alias);
}

function listAliases(input: JsonObject, { functions, arnPrefix }: LambdaState): object {
  const { name } = referenceIn(input, arnPrefix);
  functions.required(name);
  const version = optionalString(input, 'FunctionVersion');
  const all = functions.aliasesOf(name).filter((alias) => version === undefined || alias.functionVersion === version);
  const { shown, next } = pageOf(input, all, (alias) => alias.name);
  return { Aliases: shown.map(aliasConfiguration), ...next };
}

function requiredAlias(input: JsonObject, { functions, arnPrefix }: LambdaState): AliasRecord {
  const { name } = referenceIn(input, arnPrefix);
  const qualifier = requiredString(input, 'Name');
  const alias = functions.findAlias(name, qualifier);
  if (alias !== undefined) return alias;
  const text = `Cannot find alias arn: ${functions.arnOf({ name, qualifier })}`;
  throw userError('ResourceNotFoundException', 404, text);
}

function weightsIn(input: JsonObject): Pick<AliasRecord, 'weights'> {
  const routing = input['RoutingConfig'];
  const weights = isJsonObject(routing) ? routing['AdditionalVersionWeights'] : undefined;
  if (!isJsonObject(weights) || Object.keys(weights).length === 0) return {};
  return { weights: Object.fromEntries(Object.entries(weights).map(([version, weight]) => [version, Number(weight)])) };
}

function checkVersions(
  { functionName, functionVersion, weights = {} }: AliasRecord,
  functions: LambdaState['functions'],
) {
  const others = Object.keys(weights);
  if (others.length > 1) {
    throw invalidParameterValue('Number of items in AdditionalVersionWeights cannot be greater than 1');
  }
  if (others.includes(functionVersion)) {
    throw invalidParameterValue(
      `Invalid function version ${functionVersion}. Function version ${functionVersion} is already included in routing configuration.`,
    );
  }
  if (others.length > 0 && functionVersion === LATEST) {
    throw invalidParameterValue('$LATEST is not supported for an alias pointing to more than 1 version');
  }
  for (const version of [functionVersion, ...others]) {
    if (version === LATEST || functions.findVersion(functionName, version) !== undefined) continue;
    throw functionNotFound(functions.arnOf({ name: functionName, qualifier: version }));
  }
}
