import type { MachineAlias, MachineVersion, StateMachineRecord } from '../../executions/state-machine-record.ts';
import { stateMachineDoesNotExist } from '../api-errors.ts';
import { checkArn } from '../names.ts';
import type { ServiceState } from '../service-state.ts';

/** What an ARN of a state machine, of one of its versions or of one of its aliases stands for. */
export interface MachineTarget {
  readonly machine: StateMachineRecord;
  readonly version?: MachineVersion;
  readonly alias?: MachineAlias;
}

const QUALIFIED = /^(arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+):([^:]+)$/;

/** Throws StateMachineDoesNotExist for whatever does not exist. */
export function machineTarget(state: ServiceState, arn: string): MachineTarget {
  checkArn(arn);
  const plain = state.machines.find(arn);
  if (plain !== undefined) return { machine: plain };
  const [, base = '', qualifier = ''] = QUALIFIED.exec(arn) ?? [];
  const machine = state.machines.find(base);
  if (machine === undefined) throw stateMachineDoesNotExist(arn);
  const version = machine.versions?.find(({ number }) => String(number) === qualifier);
  if (version !== undefined) return { machine, version };
  const alias = machine.aliases?.find(({ name }) => name === qualifier);
  if (alias === undefined) throw stateMachineDoesNotExist(arn);
  return { machine, alias };
}

/** The version that an execution started through the alias gets; `random` is from 0 to below 1. */
export function routedVersion({ machine, alias }: MachineTarget, random: () => number): MachineVersion | undefined {
  if (alias === undefined) return undefined;
  const [first, second] = alias.routing;
  const takesFirst = second === undefined || random() * 100 < (first?.weight ?? 0);
  const arn = (takesFirst ? first : second)?.stateMachineVersionArn;
  return machine.versions?.find((version) => versionArn(machine, version) === arn);
}

export function versionArn({ stateMachineArn }: StateMachineRecord, { number }: MachineVersion): string {
  return `${stateMachineArn}:${number}`;
}

export function aliasArn({ stateMachineArn }: StateMachineRecord, { name }: MachineAlias): string {
  return `${stateMachineArn}:${name}`;
}
