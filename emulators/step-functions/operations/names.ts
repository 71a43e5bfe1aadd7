import { randomUUID } from 'node:crypto';
import { invalidArn, invalidName } from './api-errors.ts';

const MAX_NAME_LENGTH = 80;
/** White space, brackets, wildcards, special and control characters (CreateStateMachine, parameter `name`). */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\ufffe\uffff]|\p{Surrogate}/u;

/** A state machine's or execution's name; throws InvalidName. */
export function checkName(name: string): string {
  if (name.length === 0 || name.length > MAX_NAME_LENGTH || FORBIDDEN.test(name)) throw invalidName(name);
  return name;
}

/** Throws InvalidArn unless the text begins like an ARN of this service. */
export function checkArn(arn: string): string {
  if (!/^arn:aws[a-z-]*:states:/.test(arn)) throw invalidArn(arn);
  return arn;
}

export interface Place {
  readonly region: string;
  readonly accountId: string;
}

export function stateMachineArn(place: Place, name: string): string {
  return regionalArn(place, 'states', `stateMachine:${name}`);
}

export function executionArn(place: Place, machineName: string, name: string): string {
  return regionalArn(place, 'states', `execution:${machineName}:${name}`);
}

export function regionalArn({ region, accountId }: Place, service: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}

/** Express executions may share a name, hence the UUID at the end. */
export function expressArn({ region, accountId }: Place, machineName: string, name: string): string {
  return `arn:${partitionOf(region)}:states:${region}:${accountId}:express:${machineName}:${name}:${randomUUID()}`;
}

export function activityArn({ region, accountId }: Place, name: string): string {
  return `arn:${partitionOf(region)}:states:${region}:${accountId}:activity:${name}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
