import type { IAMClient } from '@aws-sdk/client-iam';
import type { Permission } from '../../../core/authorization/role-permissions.ts';
import { roleTrusts } from '../../../core/authorization/trusted-service.ts';
import type { AccountRegion } from '../../../core/regional-arn.ts';
import { regionalArn } from '../../../core/regional-arn.ts';
import { AwsError } from '../../../core/wire/aws-error.ts';
import type { Revision } from '../../executions/state-machine-record.ts';
import { STATES_SESSION } from '../../tasks/role-sessions.ts';
import type { ServiceState } from '../service-state.ts';

const RULE_ACTIONS = ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'];
/** Managed rules by the integrations whose `.sync` they serve (Step Functions Developer Guide, "IAM policies for integrated services"). */
const MANAGED_RULES: Readonly<Record<string, string>> = {
  'sagemaker:createTrainingJob.sync': 'StepFunctionsGetEventsForSageMakerTrainingJobsRule',
  'sagemaker:createTransformJob.sync': 'StepFunctionsGetEventsForSageMakerTransformJobsRule',
  'sagemaker:createHyperParameterTuningJob.sync': 'StepFunctionsGetEventsForSageMakerTuningJobsRule',
  'sagemaker:createLabelingJob.sync': 'StepFunctionsGetEventsForSageMakerLabelingJobsRule',
  'sagemaker:createProcessingJob.sync': 'StepFunctionsGetEventsForSageMakerProcessingJobsRule',
  'states:startExecution.sync': 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
  'states:startExecution.sync:2': 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
};

/** All that the developer guide asks for; which of them are checked, and when, is not documented. */
const DELIVERY_ACTIONS = [
  ...['logs:CreateLogDelivery', 'logs:GetLogDelivery', 'logs:UpdateLogDelivery', 'logs:DeleteLogDelivery'],
  ...['logs:ListLogDeliveries', 'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:DescribeLogGroups'],
];

/** Refuses a role without the permissions for what Step Functions sets up in its name when a state machine is created or updated. */
export function checkRolePermissions(
  state: ServiceState,
  { roleArn, definition, loggingConfiguration }: Revision,
): void {
  const denialOf = (needed: readonly Permission[]) =>
    state.permissions?.denial({ roleArn, sessionName: STATES_SESSION }, needed);
  if (denialOf(managedRules(definition, state.owner)) !== undefined) {
    throw refused(`'${roleArn}' is not authorized to create managed-rule.`);
  }
  if (loggingConfiguration.level !== 'OFF' && denialOf(LOG_DELIVERY) !== undefined) {
    throw refused('The state machine IAM Role is not authorized to access the Log Destination');
  }
}

const LOG_DELIVERY: readonly Permission[] = DELIVERY_ACTIONS.map((action) => ({ action, resource: '*' }));

function managedRules(definition: string, owner: AccountRegion): readonly Permission[] {
  const used = Object.keys(MANAGED_RULES).filter((integration) => definition.includes(`:states:::${integration}"`));
  return used.flatMap((integration) => {
    const resource = regionalArn(owner, 'events', `rule/${MANAGED_RULES[integration]}`);
    return RULE_ACTIONS.map((action) => ({ action, resource }));
  });
}

function refused(message: string): AwsError {
  return new AwsError('AccessDeniedException', 400, message);
}

const SERVICE_PRINCIPAL = /^states(\.[a-z0-9-]+)?\.amazonaws\.com$/;

/** Refuses a role that does not exist or does not let Step Functions assume it, as AWS does when it is given. */
export async function checkTrust(iam: IAMClient, roleArn: string): Promise<void> {
  if (await roleTrusts(iam, roleArn, SERVICE_PRINCIPAL)) return;
  throw new AwsError(
    'AccessDeniedException',
    400,
    'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
  );
}

const TRACE_ACTIONS = [
  ...['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
];

/** Asks for what each traced execution needs. A trace that cannot be sent does not fail the execution; nothing is sent here. */
export function askForTracing({ permissions }: ServiceState, { tracingEnabled, roleArn }: Revision): void {
  if (!tracingEnabled) return;
  for (const action of TRACE_ACTIONS) {
    permissions?.denial({ roleArn, sessionName: STATES_SESSION }, [{ action, resource: '*' }]);
  }
}
