import { exceptionAccessErrors } from '../core/authorization/access-errors.ts';
import { bodyOf, parsedObject } from '../core/authorization/json-authorization.ts';
import { passRole, type ServiceAuthorization } from '../core/authorization/needed-permissions.ts';
import type { Permission } from '../core/authorization/role-permissions.ts';
import type { WireRequest } from '../core/http/http-exchange.ts';
import { type AccountRegion, regionalArn } from '../core/regional-arn.ts';
import { restPlace } from '../core/validation/rest-input.ts';
import { parsedReference } from './api/function-name.ts';
import { restError, restRequest } from './api/rest-exchange.ts';
import { lambdaModel } from './lambda-model.ts';
import { LATEST } from './store/function-record.ts';
import type { FunctionStore } from './store/function-store.ts';
import { policyDocument } from './store/policy-record.ts';

const SERVICE = 'lambda.amazonaws.com';
const INVOKE = 'Invoke';
/** Their bodies may hand a role to Lambda. */
const TAKES_ROLE = new Set(['CreateFunction', 'UpdateFunctionConfiguration']);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export function lambdaAuthorization(owner: AccountRegion, functions: FunctionStore): ServiceAuthorization {
  return {
    ...exceptionAccessErrors(403),
    needs: async (wire) => {
      const { operation, reference, unknown } = targetOf(wire);
      if (operation === undefined)
        return { permissions: [{ action: `lambda:${unknown}`, resource: '*' }], request: wire };
      const action = operation === INVOKE ? 'InvokeFunction' : operation;
      if (!TAKES_ROLE.has(operation)) return { permissions: onFunction(action, wire, owner), request: wire };
      const { body, again } = await bodyOf(wire);
      const input = parsedObject(body) ?? {};
      const name = reference ?? (typeof input['FunctionName'] === 'string' ? input['FunctionName'] : '');
      const function_ = { action: `lambda:${action}`, resource: functionArn(name, undefined, owner) };
      return { permissions: [function_, ...passRole(input['Role'], SERVICE)], request: again };
    },
    resourcePolicy: (wire) => {
      const { reference, operation } = targetOf(wire);
      if (reference === undefined) return undefined;
      const policy = functions.policyOf(resourceOf(operation, reference, wire, owner));
      return policy === undefined ? undefined : policyDocument(policy);
    },
    refuse: (error, wire) => restError(wire, error),
  };
}

interface Target {
  readonly operation?: string;
  /** As the path has it: a name or an ARN. */
  readonly reference?: string;
  /** What is called that no operation of Lambda's is. */
  readonly unknown: string;
}

function targetOf(wire: WireRequest): Target {
  const { method, parts } = restRequest(wire);
  const place = restPlace(lambdaModel(), method, parts);
  const unknown = `${method} ${parts.slice(1).join('/')}`;
  if (place === undefined) return { unknown };
  const reference = place.labels['FunctionName'] ?? place.labels['Resource'];
  return { operation: place.operation, unknown, ...(reference === undefined ? {} : { reference }) };
}

function onFunction(action: string, wire: WireRequest, owner: AccountRegion): readonly Permission[] {
  const { operation, reference } = targetOf(wire);
  const resource = reference === undefined ? '*' : resourceOf(operation, reference, wire, owner);
  return [{ action: `lambda:${action}`, resource }];
}

/** Who invokes a version or an alias needs the permission for that; all else is asked of the function. */
function resourceOf(operation: string | undefined, reference: string, wire: WireRequest, owner: AccountRegion): string {
  const { qualifier: inName } = parsedReference(reference) ?? {};
  const qualifier = inName ?? restRequest(wire).query.get('Qualifier') ?? undefined;
  return functionArn(reference, operation === INVOKE && qualifier !== LATEST ? qualifier : undefined, owner);
}

/** Of a name, a partial or a whole ARN. */
function functionArn(reference: string, qualifier: string | undefined, owner: AccountRegion): string {
  const name = parsedReference(reference)?.name ?? reference;
  return regionalArn(owner, 'lambda', `function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`);
}
