import type { RegisteredResource } from './provisioner.ts';

/** An input of the wrong kind: the program and the provisioner disagree, which tsc cannot see across Pulumi's wire. */
export class ResourceInputError extends Error {
  constructor(resource: RegisteredResource, input: string, rule: string, value: unknown) {
    super(`${resource.type} "${resource.logicalName}": input ${input} ${rule}, got ${JSON.stringify(value)}`);
    this.name = 'ResourceInputError';
  }
}

export function requiredString(resource: RegisteredResource, input: string): string {
  const value = optionalString(resource, input);
  if (value === undefined) throw new ResourceInputError(resource, input, 'is required', value);
  return value;
}

export function optionalString(resource: RegisteredResource, input: string): string | undefined {
  const value = resource.inputs[input];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new ResourceInputError(resource, input, 'must be a string', value);
  return value;
}

/** A policy as JSON text; Pulumi's AWS package takes an object in its place. */
export function policyText(resource: RegisteredResource, input: string): string {
  const value = resource.inputs[input];
  const isDocument = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isDocument ? JSON.stringify(value) : requiredString(resource, input);
}

export function optionalNumber(resource: RegisteredResource, input: string): number | undefined {
  const value = resource.inputs[input];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw new ResourceInputError(resource, input, 'must be a number', value);
  return value;
}

/** A map of strings, such as tags or environment variables; empty when absent. */
export function stringMap(resource: RegisteredResource, input: string): Record<string, string> {
  const value = resource.inputs[input] ?? {};
  const entries = typeof value === 'object' ? Object.entries(value) : undefined;
  if (entries === undefined || entries.some(([, text]) => typeof text !== 'string')) {
    throw new ResourceInputError(resource, input, 'must be a map of strings', value);
  }
  return Object.fromEntries(entries);
}

/** A list of strings, such as ARNs; empty when absent. */
export function stringList(resource: RegisteredResource, input: string): readonly string[] {
  const value = resource.inputs[input] ?? [];
  if (!Array.isArray(value) || value.some((text) => typeof text !== 'string')) {
    throw new ResourceInputError(resource, input, 'must be a list of strings', value);
  }
  return value.map(String);
}

/** A nested block, such as `loggingConfig`; undefined when absent. */
export function optionalBlock(resource: RegisteredResource, input: string): Record<string, unknown> | undefined {
  const value = resource.inputs[input];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new ResourceInputError(resource, input, 'must be an object', value);
  }
  return { ...value };
}

/** Pulumi's camelCase block as an AWS API structure: `{ruleName: 1}` -> `{RuleName: 1}`, at every depth. */
export function toApiShape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toApiShape);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.charAt(0).toUpperCase() + name.slice(1), toApiShape(inner)]),
  );
}
