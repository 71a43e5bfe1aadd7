import { AwsError } from '../../../core/wire/aws-error.ts';
import { isJsonObject } from '../../../core/wire/wire-json.ts';
import type { AliasRoute, StateMachineRecord } from '../../executions/state-machine-record.ts';
import { resourceMissing } from '../api-errors.ts';
import type { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';
import { machineTarget } from './machine-target.ts';

const VERSION_ARN = /^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+:\d+$/;

export interface Routing {
  readonly machine: StateMachineRecord;
  readonly routes: readonly AliasRoute[];
}

/** `routingConfiguration`: one version, or two of the same state machine whose weights make 100. */
export function readRouting(state: ServiceState, given: readonly unknown[]): Routing {
  const routes = given.map(readRoute);
  const arns = routes.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const received = `Received: [${arns.join(', ')}]`;
  if (!arns.every((arn) => VERSION_ARN.test(arn))) {
    throw invalid(`Routing configuration must contain state machine version ARNs. ${received}`);
  }
  if (new Set(arns).size < arns.length) {
    throw invalid(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  }
  const weights = routes.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw invalid(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  }
  return { machine: machineOf(state, arns), routes };
}

/** The routing of an update, which may leave it out. */
export function optionalRouting(state: ServiceState, members: RequestMembers): Routing | undefined {
  const given = members.list('routingConfiguration');
  return given === undefined ? undefined : readRouting(state, given);
}

function readRoute(value: unknown): AliasRoute {
  const { stateMachineVersionArn, weight } = isJsonObject(value) ? value : {};
  return { stateMachineVersionArn: String(stateMachineVersionArn ?? ''), weight: Number(weight ?? 0) };
}

function machineOf(state: ServiceState, arns: readonly string[]): StateMachineRecord {
  const machines = arns.map((arn) => {
    try {
      return machineTarget(state, arn).machine;
    } catch (error) {
      if (error instanceof AwsError && error.code === 'StateMachineDoesNotExist') throw resourceMissing();
      throw error;
    }
  });
  const [first, second] = machines;
  if (first === undefined) throw resourceMissing();
  if (second !== undefined && second.stateMachineArn !== first.stateMachineArn) {
    throw invalid(
      `[rehearsal] Routing configuration must contain versions of one state machine. Received: [${arns.join(', ')}]`,
    );
  }
  return first;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
