import type { ProgramSnapshot, ResourceSnapshot } from '../preview/program-snapshot.ts';
import type { GuardedResource, GuardRailLimits } from './guard-rail.ts';
import { DEFAULT_LIMITS, GUARD_RAILS } from './guard-rails.ts';

export interface Breach {
  readonly rule: string;
  /** `type name`. */
  readonly resource: string;
  readonly text: string;
}

/** Every breach of every rule in what a program asks for, without Pulumi's engine. */
export function guardRailBreaches(
  { resources }: ProgramSnapshot,
  limits: GuardRailLimits = DEFAULT_LIMITS,
): readonly Breach[] {
  const guarded = resources.map(guardedSnapshot);
  return GUARD_RAILS.flatMap((rail) => {
    const found =
      'checkStack' in rail
        ? rail.checkStack(guarded)
        : guarded.flatMap((resource) => rail.checkResource(resource, limits).map((text) => ({ resource, text })));
    return found.map(({ resource, text }) => ({
      rule: rail.name,
      resource: `${resource.type} ${resource.name}`,
      text,
    }));
  });
}

const ids = new WeakMap<GuardedResource, string>();

function guardedSnapshot({ type, name, inputs, id }: ResourceSnapshot): GuardedResource {
  const guarded: GuardedResource = {
    type,
    name,
    props: inputs,
    isUnknown: () => false,
    refersTo: (property, other) => inputs[property] === ids.get(other),
  };
  ids.set(guarded, id);
  return guarded;
}
