import type { WireResponse } from '../../core/http/http-exchange.ts';
import { MemberConstraints } from '../../core/validation/member-constraints.ts';
import { notImplemented } from '../../core/wire/aws-error.ts';
import * as operations from '../operations/function-operations.ts';
import { tagFunction, untagFunction } from '../operations/function-tags.ts';
import { invokeOperation } from '../operations/invoke-operation.ts';
import { configurationOf, type FunctionRecord } from '../store/function-record.ts';
import { functionNameOf } from './function-name.ts';
import { userError } from './lambda-errors.ts';
import type { LambdaState } from './lambda-state.ts';
import { jsonBody, type RestRequest, restResponse } from './rest-exchange.ts';

type Pending = (work: Promise<unknown>) => void;

/** Finds the operation by method and path and runs it. https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export function routeRequest(request: RestRequest, state: LambdaState, pending: Pending): Promise<WireResponse> {
  const [version, kind, name, ...rest] = request.parts;
  const routeName = `${request.method} /${[version, kind, ...(name === undefined ? [] : ['{name}']), ...rest].join('/')}`;
  if (routeName.startsWith('POST ')) return post(request, routeName, name ?? '', state, pending);
  return routeName.startsWith('GET ')
    ? get(request, routeName, name ?? '', state)
    : change(request, routeName, name ?? '', state);
}

async function post(
  request: RestRequest,
  routeName: string,
  name: string,
  state: LambdaState,
  pending: Pending,
): Promise<WireResponse> {
  switch (routeName) {
    case 'POST /2015-03-31/functions': {
      const input = await jsonBody(request, 'CreateFunction');
      return restResponse(request.wire, 201, await operations.createFunction(input, state));
    }
    case 'POST /2015-03-31/functions/{name}/invocations':
      return invokeOperation(request, name, state, pending);
    case 'POST /2017-03-31/tags/{name}':
      tagFunction(name, await jsonBody(request, 'TagResource'), state);
      return restResponse(request.wire, 204);
    default:
      throw notImplemented('lambda', operationName(routeName));
  }
}

async function change(
  request: RestRequest,
  routeName: string,
  name: string,
  state: LambdaState,
): Promise<WireResponse> {
  const functionName = () => functionNameOf(name, state.arnPrefix, request.query.get('Qualifier') ?? undefined);
  switch (routeName) {
    case 'PUT /2015-03-31/functions/{name}/code': {
      const input = await jsonBody(request, 'UpdateFunctionCode');
      return restResponse(request.wire, 200, await operations.updateFunctionCode(functionName(), input, state));
    }
    case 'PUT /2015-03-31/functions/{name}/configuration': {
      const input = await jsonBody(request, 'UpdateFunctionConfiguration');
      return restResponse(
        request.wire,
        200,
        await operations.updateFunctionConfiguration(functionName(), input, state),
      );
    }
    case 'DELETE /2015-03-31/functions/{name}':
      operations.deleteFunction(functionName(), state);
      return restResponse(request.wire, 204);
    case 'DELETE /2017-03-31/tags/{name}':
      untagFunction(name, request.query.getAll('tagKeys'), state);
      return restResponse(request.wire, 204);
    default:
      throw notImplemented('lambda', operationName(routeName));
  }
}

async function get(request: RestRequest, routeName: string, name: string, state: LambdaState): Promise<WireResponse> {
  if (routeName === 'GET /2015-03-31/functions') return restResponse(request.wire, 200, listFunctions(request, state));
  const qualifier = request.query.get('Qualifier') ?? undefined;
  const record = () => state.functions.required(functionNameOf(name, state.arnPrefix, qualifier));
  return restResponse(request.wire, 200, view(routeName, record));
}

function view(routeName: string, record: () => FunctionRecord): object {
  switch (routeName) {
    case 'GET /2015-03-31/functions/{name}': {
      const { tags, ...rest } = record();
      const shownTags = Object.keys(tags).length === 0 ? {} : { Tags: tags };
      // AWS adds a presigned Location of the code; there is none here, rather than one that cannot be fetched.
      return { Configuration: configurationOf({ ...rest, tags }), Code: { RepositoryType: 'S3' }, ...shownTags };
    }
    case 'GET /2015-03-31/functions/{name}/configuration':
      return configurationOf(record());
    case 'GET /2015-03-31/functions/{name}/versions': {
      const latest = record();
      return { Versions: [{ ...configurationOf(latest), FunctionArn: `${latest.functionArn}:$LATEST` }] };
    }
    case 'GET /2015-03-31/functions/{name}/policy':
      record();
      throw userError('ResourceNotFoundException', 404, 'The resource you requested does not exist.');
    case 'GET /2020-06-30/functions/{name}/code-signing-config':
    case 'GET /2019-09-30/functions/{name}/concurrency':
      record();
      return {};
    case 'GET /2017-03-31/tags/{name}':
      return { Tags: record().tags };
    default:
      throw notImplemented('lambda', operationName(routeName));
  }
}

function listFunctions({ query }: RestRequest, state: LambdaState): object {
  const maxItems = Number(query.get('MaxItems') ?? 50);
  new MemberConstraints().check('maxItems', maxItems, { min: 1, max: 10_000 }).throwAs('ValidationException');
  const marker = query.get('Marker') ?? '';
  const found = state.functions.all.filter(({ functionName }) => functionName > marker);
  const shown = found.slice(0, Math.min(maxItems, 50));
  const last = shown.at(-1)?.functionName;
  return {
    Functions: shown.map(configurationOf),
    ...(found.length > shown.length && last !== undefined ? { NextMarker: last } : {}),
  };
}

/** Operations that programs often call and that are not here; others are named by their route. */
const NAMES: Readonly<Record<string, string>> = {
  'POST /2015-03-31/functions/{name}/policy': 'AddPermission',
  'POST /2015-03-31/functions/{name}/versions': 'PublishVersion',
  'POST /2015-03-31/functions/{name}/aliases': 'CreateAlias',
  'GET /2015-03-31/functions/{name}/aliases': 'ListAliases',
  'POST /2015-03-31/event-source-mappings': 'CreateEventSourceMapping',
  'GET /2015-03-31/event-source-mappings': 'ListEventSourceMappings',
  'PUT /2017-10-31/functions/{name}/concurrency': 'PutFunctionConcurrency',
  'POST /2021-10-31/functions/{name}/url': 'CreateFunctionUrlConfig',
  'POST /2021-11-15/functions/{name}/response-streaming-invocations': 'InvokeWithResponseStream',
  'POST /2014-11-13/functions/{name}/invoke-async': 'InvokeAsync',
};

function operationName(routeName: string): string {
  return NAMES[routeName] ?? routeName;
}
