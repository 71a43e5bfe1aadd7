import { RetrainingWorkflow } from './infra/components/retraining-workflow.ts';
import { readConfig } from './infra/config/config.ts';
import { argsOfConfig } from './infra/config/workflow-args.ts';
import { runCost as costOfRun } from './infra/cost/run-cost.ts';

const config = readConfig();
const workflow = new RetrainingWorkflow('retraining', argsOfConfig(config));

/** What the training instances of one run can cost at most; a preview shows it before anything runs. */
export const runCost = costOfRun(config.settings, config.region);

export const {
  bucketName,
  datasetPrefix,
  functionName,
  functionLogGroupName,
  trainingRoleArn,
  modelRoleArn,
  trainingJobNamePrefix,
  stateMachineArn,
  stateMachineName,
  stateMachineLogGroupName,
} = workflow.outputs;
