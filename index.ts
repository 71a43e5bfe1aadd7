import { RetrainingWorkflow } from './infra/components/retraining-workflow.ts';
import { readConfig } from './infra/config/config.ts';
import { argsOfConfig } from './infra/config/workflow-args.ts';
import { runCost } from './infra/cost/run-cost.ts';

const config = readConfig();
const workflow = new RetrainingWorkflow('retraining', argsOfConfig(config));

export default {
  /** What the training instances of one run can cost at most; a preview shows it before anything runs. */
  runCost: runCost(config.settings, config.region),
  ...workflow.outputs,
};
