import { type Policies, PolicyPack, type PolicyResource, type ResourceValidationArgs } from '@pulumi/policy';
import type { GuardedResource, GuardRail, GuardRailLimits } from './guard-rail.ts';
import { DEFAULT_LIMITS, GUARD_RAILS } from './guard-rails.ts';
import { knownProperties } from './known-properties.ts';

// The pack for Pulumi's engine: `pulumi preview --policy-pack policy`. The rules are plain functions, see guard-rails.ts.

new PolicyPack('sagemaker-retraining', { policies: GUARD_RAILS.map(policyOf), enforcementLevel: 'mandatory' });

function policyOf(rail: GuardRail): Policies[number] {
  const { name, description } = rail;
  if ('checkResource' in rail) {
    return {
      name,
      description,
      configSchema: { properties: { maximumJobCost: { type: 'number', minimum: 0 } } },
      validateResource: (args: ResourceValidationArgs, report) => {
        const limits = { ...DEFAULT_LIMITS, ...args.getConfig<Partial<GuardRailLimits>>() };
        for (const text of rail.checkResource(guardedArgs(args), limits)) report(text);
      },
    };
  }
  return {
    name,
    description,
    validateStack: ({ resources }, report) => {
      const guarded = resources.map(guardedResource);
      for (const { resource, text } of rail.checkStack(guarded)) {
        report(text, resources[guarded.indexOf(resource)]?.urn);
      }
    },
  };
}

function guardedArgs({ type, name, props }: ResourceValidationArgs): GuardedResource {
  return { type, name, ...knownProperties(props), refersTo: () => false };
}

const urns = new WeakMap<GuardedResource, string>();

function guardedResource({ type, name, props, urn, propertyDependencies }: PolicyResource): GuardedResource {
  const guarded: GuardedResource = {
    type,
    name,
    ...knownProperties(props),
    refersTo: (property, other) =>
      propertyDependencies[property]?.some((found) => found.urn === urns.get(other)) ?? false,
  };
  urns.set(guarded, urn);
  return guarded;
}
