import type { Permission } from '../../../core/authorization/role-permissions.ts';
import { AwsError } from '../../../core/wire/aws-error.ts';
import type { Revision } from '../../executions/state-machine-record.ts';
import { STATES_SESSION } from '../../tasks/role-sessions.ts';
import type { Place } from '../names.ts';
import { regionalArn } from '../names.ts';
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

/** Refuses a role that lacks what Step Functions sets up in its name when a state machine is created or updated. */
export function checkRolePermissions(
  state: ServiceState,
  { roleArn, definition, loggingConfiguration }: Revision,
): void {
  const denialOf = (needed: readonly Permission[]) =>
    state.permissions?.denial({ roleArn, sessionName: STATES_SESSION }, needed);
  if (denialOf(managedRules(definition, state.place)) !== undefined) {
    throw refused(`'${roleArn}' is not authorized to create managed-rule.`);
  }
  if (loggingConfiguration.level !== 'OFF' && denialOf(LOG_DELIVERY) !== undefined) {
    throw refused('The state machine IAM Role is not authorized to access the Log Destination');
  }
}

const LOG_DELIVERY: readonly Permission[] = DELIVERY_ACTIONS.map((action) => ({ action, resource: '*' }));

function managedRules(definition: string, place: Place): readonly Permission[] {
  const used = Object.keys(MANAGED_RULES).filter((integration) => definition.includes(`:states:::${integration}"`));
  return used.flatMap((integration) => {
    const resource = regionalArn(place, 'events', `rule/${MANAGED_RULES[integration]}`);
    return RULE_ACTIONS.map((action) => ({ action, resource }));
  });
}

function refused(message: string): AwsError {
  return new AwsError('AccessDeniedException', 400, message);
}
