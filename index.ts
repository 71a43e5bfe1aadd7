import { RetrainingWorkflow } from './infra/components/retraining-workflow.ts';
import { readConfig } from './infra/config/config.ts';
import { runCost as costOfRun } from './infra/cost/run-cost.ts';

const config = readConfig();
const workflow = new RetrainingWorkflow('retraining', config);

/** What the training instances of one run can cost at most; a preview shows it before anything runs. */
export const runCost = costOfRun(config);

/** Upload images to s3://<bucketName>/<datasetPrefix>/train/<class>/ and …/test/<class>/. */
export const bucketName = workflow.bucketName;
export const datasetPrefix = workflow.datasetPrefix;
export const functionName = workflow.functionName;
export const functionLogGroupName = workflow.functionLogGroupName;
export const trainingRoleArn = workflow.trainingRoleArn;
export const trainingJobNamePrefix = workflow.trainingJobNamePrefix;
/** Start an execution with the input {} to retrain. */
export const stateMachineArn = workflow.stateMachineArn;
export const stateMachineName = workflow.stateMachineName;
export const stateMachineLogGroupName = workflow.stateMachineLogGroupName;
