import { type AccountRegion, regionalArn } from '../definition/account-region.ts';
import type { Statement } from './iam-policy.ts';

// What a state machine needs for its own Distributed Map states (Step Functions Developer Guide, "IAM policies for using Distributed Map
// states"). Its ARN cannot be named: the policy is there before it, and AWS's engine adds characters to the name.

/** Starts the child executions of a map run, of which the state machine itself is the template. */
export function startMapRuns(place: AccountRegion, stateMachineName: string): Statement {
  return {
    Sid: 'StartMapRuns',
    Effect: 'Allow',
    Action: 'states:StartExecution',
    Resource: regionalArn(place, 'states', `stateMachine:${stateMachineName}-*`),
  };
}

/** Watches and stops child executions, and starts those that failed once more when the execution is redriven. */
export function watchMapRuns(place: AccountRegion, stateMachineName: string): Statement {
  return {
    Sid: 'WatchMapRuns',
    Effect: 'Allow',
    Action: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
    Resource: regionalArn(place, 'states', `execution:${stateMachineName}-*`),
  };
}
