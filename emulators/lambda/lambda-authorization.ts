import { exceptionAccessErrors } from '../core/authorization/access-errors.ts';
import { bodyOf, parsedObject } from '../core/authorization/json-authorization.ts';
import { passRole, type ServiceAuthorization } from '../core/authorization/needed-permissions.ts';
import type { Permission } from '../core/authorization/role-permissions.ts';
import { type AccountRegion, regionalArn } from '../core/regional-arn.ts';
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
export function lambdaAuthorization(owner: AccountRegion): ServiceAuthorization {
  return {
    ...exceptionAccessErrors(403),
    needs: async (wire) => {
      const { method, parts } = restRequest(wire);
      const [, kind, reference, ...rest] = parts;
      const known = [kind, ...(reference === undefined ? [] : ['{f}']), ...rest].join('/');
      const action = ACTIONS[`${method} ${known}`];
      if (action === undefined)
        return { permissions: [{ action: `lambda:${method} ${known}`, resource: '*' }], request: wire };
      if (!TAKES_ROLE.has(action)) return { permissions: onFunction(action, reference, owner), request: wire };
      const { body, again } = await bodyOf(wire);
      const input: JsonObject = parsedObject(body) ?? {};
      const name = reference ?? (typeof input['FunctionName'] === 'string' ? input['FunctionName'] : '');
      const permissions = [...onFunction(action, name, owner), ...passRole(input['Role'], SERVICE)];
      return { permissions, request: again };
    },
    refuse: (error, wire) => restError(wire, error),
  };
}

function onFunction(action: string, reference: string | undefined, owner: AccountRegion): readonly Permission[] {
  const resource = reference === undefined ? '*' : functionArn(reference, owner);
  return [{ action: `lambda:${action}`, resource }];
}

/** Of a name, a partial or a whole ARN, without the qualifier $LATEST. */
function functionArn(reference: string, owner: AccountRegion): string {
  return regionalArn(owner, 'lambda', `function:${nameInReference(reference) ?? reference}`);
}
