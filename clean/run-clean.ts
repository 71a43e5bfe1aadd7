import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import type { ParsedOptions } from '../emulators/core/command-line/parsed-options.ts';
import { commandStatus } from '../emulators/core/command-line/run-command.ts';
import { trainingJobNamePrefix } from '../infra/config/workflow-name.ts';
import { STACK_OPTION, stackName } from '../localstack/cli/stack-option.ts';
import { readStackConfig } from '../localstack/deploy/config/stack-config.ts';
import { findLeftovers } from './find-leftovers.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { listing } from './stack-leftovers.ts';

/** As index.ts calls its workflow. */
const DEFAULT_WORKFLOW = 'retraining';

const TABLE = {
  command: 'npm run clean --',
  summary: [
    'Lists what a destroyed stack has left on AWS: models, log streams of training jobs, and rules that Step Functions made.',
    'Deletes it with --yes. Credentials and endpoint are those of the AWS SDK (AWS_PROFILE, AWS_ENDPOINT_URL, …).',
  ],
  options: {
    ...STACK_OPTION,
    workflow: { value: 'NAME', text: `the component's name in the program (default: ${DEFAULT_WORKFLOW})` },
    yes: { text: 'delete what is listed' },
    'shared-rules': {
      text: 'with --yes: rules of the whole account, too, which no state machine of the region needs',
    },
  },
  notes: ['Exit status: 0 done, 1 not possible, as where the stack is still deployed, 2 wrong use.'],
} as const satisfies CommandTable;

/** Lists, or deletes, what a stack of the project in `folder` has left; gives the exit status. */
export function runClean(args: readonly string[], folder: string): Promise<number> {
  return commandStatus(TABLE, args, (options) => clean(options, folder));
}

async function clean(options: ParsedOptions<(typeof TABLE)['options']>, folder: string): Promise<number> {
  const stack = stackName(options);
  const { project, values } = await readStackConfig(folder, stack);
  const region = values['aws:region'];
  const config = region === undefined ? {} : { region };
  const account = {
    sagemaker: new SageMakerClient(config),
    logs: new CloudWatchLogsClient(config),
    sfn: new SFNClient(config),
    events: new EventBridgeClient(config),
  };
  const prefix = trainingJobNamePrefix(options.text('workflow') ?? DEFAULT_WORKFLOW, stack);
  const { Account } = await new STSClient(config).send(new GetCallerIdentityCommand({}));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`Stack ${stack} of ${project}, account ${Account}, region ${region ?? 'of the SDK'}, names ${prefix}-…`);
  const found = await findLeftovers(account, { project, stack, prefix });
  const lines = listing(found);
  for (const line of lines.length === 0 ? ['nothing is left'] : lines) say(line);
  const removed = { ...found, sharedRules: options.isOn('shared-rules') ? found.sharedRules : [] };
  const count = removed.models.length + removed.logStreams.length + removed.sharedRules.length;
  if (options.isOn('yes')) await removeLeftovers(account, removed, say);
  else if (count > 0) say(`Nothing was deleted; with --yes these ${count} are.`);
  return 0;
}
