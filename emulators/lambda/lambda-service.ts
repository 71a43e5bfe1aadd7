import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RolePermissions } from '../core/authorization/role-permissions.ts';
import type { AwsClients } from '../core/aws-clients.ts';
import type { GuardedService } from '../core/emulated-service.ts';
import { makePrivateFolder } from '../core/storage/private-files.ts';
import { type LambdaOperations, routeRequest } from './api/lambda-api.ts';
import type { LambdaState } from './api/lambda-state.ts';
import { restError, restRequest } from './api/rest-exchange.ts';
import { lambdaAuthorization } from './lambda-authorization.ts';
import { aliasOperations } from './operations/function-aliases.ts';
import { functionOperations } from './operations/function-operations.ts';
import { permissionOperations } from './operations/function-permissions.ts';
import { tagOperations } from './operations/function-tags.ts';
import { versionOperations } from './operations/function-versions.ts';
import { invokeOperations } from './operations/invoke-operation.ts';
import { SandboxPool } from './sandbox/sandbox-pool.ts';
import { CodePackages } from './store/code-package.ts';
import { FunctionStore } from './store/function-store.ts';

export interface LambdaServiceOptions {
  readonly dataFolder: string;
  readonly region: string;
  readonly accountId: string;
  /** For roles (IAM, STS), log lines (CloudWatch Logs) and code in S3; functions get the same endpoint. */
  readonly clients: AwsClients;
  /** Of roles, for what is done in their name with services that are not emulated; taken for granted without it. */
  readonly permissions?: RolePermissions;
  /** Node 24 or newer; by default the one that runs this. */
  readonly nodePath?: string;
  /** Invocations at a time; by default 10 as for a new account on AWS. */
  readonly maxConcurrency?: number;
  /** How long a process without work is kept; by default five minutes. */
  readonly idleMs?: number;
}

const DEFAULT_MAX_CONCURRENCY = 10;
const DEFAULT_IDLE_MS = 5 * 60_000;

/** Lambda: functions of the runtime nodejs24.x, each invocation in a Node process of its own. */
export function createLambdaService(options: LambdaServiceOptions): GuardedService {
  const state = openState(options);
  const background = new Set<Promise<unknown>>();
  const pending = (work: Promise<unknown>) => {
    background.add(work);
    work.finally(() => background.delete(work));
  };
  const operations = operationsOf(state, pending);
  return {
    signingName: 'lambda',
    pathPrefix: '/2015-03-31/functions',
    authorization: lambdaAuthorization(options, state.functions),
    handle: async (request) => {
      try {
        return await routeRequest(restRequest(request), operations);
      } catch (error) {
        return restError(request, error);
      }
    },
    close: async () => {
      await state.pool.close();
      await Promise.all(background);
    },
  };
}

function operationsOf(state: LambdaState, pending: (work: Promise<unknown>) => void): LambdaOperations {
  return {
    ...functionOperations(state),
    ...versionOperations(state),
    ...aliasOperations(state),
    ...permissionOperations(state),
    ...tagOperations(state),
    ...invokeOperations(state, pending),
  };
}

function openState(options: LambdaServiceOptions): LambdaState {
  const { dataFolder, region, accountId, clients, permissions } = options;
  const arnPrefix = `arn:aws:lambda:${region}:${accountId}`;
  const functions = new FunctionStore(dataFolder, arnPrefix);
  const packages = new CodePackages(join(dataFolder, 'code'));
  if (!functions.hasDamage) packages.prune(functions.codes);
  const pool = new SandboxPool({
    packages,
    clients,
    nodePath: options.nodePath ?? process.execPath,
    temporaryRoot: emptyFolder(join(dataFolder, 'tmp')),
    maxConcurrency: options.maxConcurrency ?? DEFAULT_MAX_CONCURRENCY,
    idleMs: options.idleMs ?? DEFAULT_IDLE_MS,
  });
  return { functions, packages, pool, clients, arnPrefix, ...(permissions === undefined ? {} : { permissions }) };
}

/** A service that was killed leaves its functions' temporary files. */
function emptyFolder(path: string): string {
  rmSync(path, { recursive: true, force: true });
  makePrivateFolder(path);
  return resolve(path);
}
