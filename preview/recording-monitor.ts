import * as pulumi from '@pulumi/pulumi';
import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb.js';
import type { Alias, Registration } from './plan/registration.ts';
import { isStack, type Place, type Urn, urnOf } from './plan/urn.ts';

export interface Registrations {
  readonly byUrn: ReadonlyMap<Urn, Registration>;
  /** The registration that the mocks are just asked to answer; they must read it before they wait for anything. */
  readonly current: Registration | undefined;
}

type Answer = (error: unknown, response: unknown) => void;

/**
 * Has Pulumi's mocks give resources the URNs that the engine would (its own leave out all but the nearest parent's type), and keeps
 * what each registration asks for. To be called once the mocks are set.
 */
export function watchRegistrations(place: Place): Registrations {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error("Pulumi's mocks are not set");
  const byUrn = new Map<Urn, Registration>();
  const registrations: { byUrn: typeof byUrn; current: Registration | undefined } = { byUrn, current: undefined };
  const newUrn = (parent: string, type: string, name: string) => urnOf(place, parent, type, name);
  const { registerResource, readResource } = monitor;
  Object.assign(monitor, {
    newUrn,
    registerResource(request: RegisterResourceRequest, answer: Answer) {
      const registration = registrationOf(request, newUrn(request.getParent(), request.getType(), request.getName()));
      byUrn.set(registration.urn, registration);
      registrations.current = registration;
      return Reflect.apply(registerResource, monitor, [request, answer]);
    },
    readResource(...args: readonly unknown[]) {
      // What exists already is read and is no resource of the stack.
      registrations.current = undefined;
      return Reflect.apply(readResource, monitor, args);
    },
  });
  return registrations;
}

function registrationOf(request: RegisterResourceRequest, urn: Urn): Registration {
  const parent = request.getParent();
  const dependencies = [...request.getPropertydependenciesMap().entries()];
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: parent === '' || isStack(parent) ? '' : parent,
    custom: request.getCustom(),
    // A reference is the provider's URN and its id.
    provider: request.getProvider().split('::').slice(0, -1).join('::'),
    aliases: request.getAliasesList().map(aliasOf),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    ...(request.getDeletebeforereplacedefined() ? { deleteBeforeReplace: request.getDeletebeforereplace() } : {}),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    replaceWith: request.getReplaceWithList(),
    importId: request.getImportid(),
    propertyDependencies: Object.fromEntries(dependencies.map(([key, value]) => [key, value.getUrnsList()])),
  };
}

function aliasOf(alias: ReturnType<RegisterResourceRequest['getAliasesList']>[number]): Alias {
  const spec = alias.getSpec();
  if (spec === undefined) return { urn: alias.getUrn() };
  const given = {
    name: spec.getName(),
    type: spec.getType(),
    parent: spec.getParenturn(),
    project: spec.getProject(),
    stack: spec.getStack(),
  };
  const set = Object.entries(given).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(set), ...(spec.getNoparent() ? { noParent: true } : {}) };
}
