import { exceptionAccessErrors } from '../core/authorization/access-errors.ts';
import { bodyOf, parsed } from '../core/authorization/json-authorization.ts';
import {
  type Place,
  passRole,
  regionalArn,
  type ServiceAuthorization,
} from '../core/authorization/needed-permissions.ts';
import type { Permission } from '../core/authorization/role-permissions.ts';
import type { JsonObject } from '../core/wire/wire-json.ts';
import { nameInReference } from './api/function-name.ts';
import { restError, restRequest } from './api/rest-exchange.ts';

const SERVICE = 'lambda.amazonaws.com';

/** Actions by method and path after the version, `{f}` for a function. */
const ACTIONS: Readonly<Record<string, string>> = {
  'GET functions': 'ListFunctions',
  'POST functions': 'CreateFunction',
  'GET functions/{f}': 'GetFunction',
  'DELETE functions/{f}': 'DeleteFunction',
  'PUT functions/{f}/code': 'UpdateFunctionCode',
  'GET functions/{f}/configuration': 'GetFunctionConfiguration',
  'PUT functions/{f}/configuration': 'UpdateFunctionConfiguration',
  'POST functions/{f}/invocations': 'InvokeFunction',
  'GET functions/{f}/versions': 'ListVersionsByFunction',
  'GET functions/{f}/policy': 'GetPolicy',
  'GET functions/{f}/code-signing-config': 'GetFunctionCodeSigningConfig',
  'GET functions/{f}/concurrency': 'GetFunctionConcurrency',
  'GET tags/{f}': 'ListTags',
  'POST tags/{f}': 'TagResource',
  'DELETE tags/{f}': 'UntagResource',
};
/** Their bodies may hand a role to Lambda. */
const TAKES_ROLE = new Set(['CreateFunction', 'UpdateFunctionConfiguration']);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export function lambdaAuthorization(place: Place): ServiceAuthorization {
  return {
    ...exceptionAccessErrors(403),
    needs: async (wire) => {
      const { method, parts } = restRequest(wire);
      const [, kind, reference, ...rest] = parts;
      const known = [kind, ...(reference === undefined ? [] : ['{f}']), ...rest].join('/');
      const action = ACTIONS[`${method} ${known}`];
      if (action === undefined)
        return { permissions: [{ action: `lambda:${method} ${known}`, resource: '*' }], request: wire };
      if (!TAKES_ROLE.has(action)) return { permissions: onFunction(action, reference, place), request: wire };
      const { body, again } = await bodyOf(wire);
      const input: JsonObject = parsed(body) ?? {};
      const name = reference ?? (typeof input['FunctionName'] === 'string' ? input['FunctionName'] : '');
      const permissions = [...onFunction(action, name, place), ...passRole(input['Role'], SERVICE)];
      return { permissions, request: again };
    },
    refuse: (error, wire) => restError(wire, error),
  };
}

function onFunction(action: string, reference: string | undefined, place: Place): readonly Permission[] {
  const resource = reference === undefined ? '*' : functionArn(reference, place);
  return [{ action: `lambda:${action}`, resource }];
}

/** Of a name, a partial or a whole ARN, without the qualifier $LATEST. */
function functionArn(reference: string, place: Place): string {
  return regionalArn(place, 'lambda', `function:${nameInReference(reference) ?? reference}`);
}
