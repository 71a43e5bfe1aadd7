import type { Statement } from './iam-policy.ts';

// One grant per function, on the topic of alerts and on the state machine that a schedule starts.

/** Lets the alarms of this account publish. */
export function publishAlarms(topicArn: string, accountId: string): Statement {
  return {
    Sid: 'PublishAlarms',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  };
}

/** Lets one rule of EventBridge publish. */
export function publishEvents(topicArn: string, ruleArn: string): Statement {
  return {
    Sid: 'PublishEvents',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
  };
}

/** Takes messages over TLS only. */
export function denyPlainPublishing(topicArn: string): Statement {
  return {
    Sid: 'DenyPlainHttp',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

export function startExecutions(stateMachineArn: string): Statement {
  return { Sid: 'StartExecutions', Effect: 'Allow', Action: 'states:StartExecution', Resource: stateMachineArn };
}
