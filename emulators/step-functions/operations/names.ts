import { randomUUID } from 'node:crypto';
import { type AccountRegion, regionalArn } from '../../core/regional-arn.ts';
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

export function stateMachineArn(owner: AccountRegion, name: string): string {
  return regionalArn(owner, 'states', `stateMachine:${name}`);
}

export function executionArn(owner: AccountRegion, machineName: string, name: string): string {
  return regionalArn(owner, 'states', `execution:${machineName}:${name}`);
}

/** Express executions may share a name, hence the UUID at the end. */
export function expressArn(owner: AccountRegion, machineName: string, name: string): string {
  return regionalArn(owner, 'states', `express:${machineName}:${name}:${randomUUID()}`);
}

export function activityArn(owner: AccountRegion, name: string): string {
  return regionalArn(owner, 'states', `activity:${name}`);
}
