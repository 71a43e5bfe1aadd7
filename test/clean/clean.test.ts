import { join } from 'node:path';
import { CreateLogStreamCommand, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListRulesCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateModelCommand,
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListModelsCommand,
  type Tag,
} from '@aws-sdk/client-sagemaker';
import { CreateStateMachineCommand, DeleteStateMachineCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { runClean } from '../../clean/run-clean.ts';
import { type LocalCloud, startCloud } from '../../localstack/index.ts';
import { algorithmInProcess } from '../conformance/algorithm/algorithm-in-process.ts';
import { prepareAccount, type TrainingAccount, trainingRequest } from '../integration/support/training-account.ts';
import { CapturedOutput } from '../support/cli/captured-output.ts';
import { pollUntil } from '../support/poll-until.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
const GROUP = '/aws/sagemaker/TrainingJobs';
const RULE = 'StepFunctionsGetEventsForSageMakerTrainingJobsRule';
const TRANSFORM_RULE = 'StepFunctionsGetEventsForSageMakerTransformJobsRule';
const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';

/** What a state machine that trains must give. */
const TRAINING = {
  'TrainingJobName.$': '$.name',
  'RoleArn.$': '$.role',
  'AlgorithmSpecification.$': '$.algorithm',
  'OutputDataConfig.$': '$.output',
  'ResourceConfig.$': '$.resources',
  'StoppingCondition.$': '$.stop',
};

const tagsOf = (stack: string): Tag[] => [
  { Key: 'project', Value: 'sagemaker-retraining-workflow' },
  { Key: 'stack', Value: stack },
  { Key: 'managed-by', Value: 'pulumi' },
];

describe('npm run clean, against the emulated cloud', () => {
  let cloud: LocalCloud;
  let account: TrainingAccount;

  beforeEach(async () => {
    cloud = await startCloud({ kind: 'embedded', startAlgorithm: algorithmInProcess });
    account = await prepareAccount(cloud.clients, 'cleaned');
  });
  afterEach(() => cloud.close());

  /** Its clients find their endpoint and credentials as those of a user do. */
  const clean = async (...args: readonly string[]): Promise<{ readonly exitCode: number; readonly text: string }> => {
    const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_ENDPOINT_URL'] as const;
    const before = names.map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: cloud.endpointUrl,
    });
    using output = new CapturedOutput();
    try {
      const exitCode = await runClean(['--stack', 'dev', ...args], PROJECT_FOLDER);
      return { exitCode, text: `${output.stdout}${output.stderr}` };
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  };

  const createModel = (ModelName: string, Tags: Tag[]) =>
    cloud.clients.sagemaker.send(
      new CreateModelCommand({
        ModelName,
        ExecutionRoleArn: account.trainingRoleArn,
        PrimaryContainer: { Image: IMAGE },
        Tags,
      }),
    );
  const models = async () =>
    (await cloud.clients.sagemaker.send(new ListModelsCommand({}))).Models?.map((one) => one.ModelName).sort();
  const streams = async () => {
    const { logStreams = [] } = await cloud.clients.logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }));
    return logStreams.map(({ logStreamName = '' }) => logStreamName.split('/')[0]).sort();
  };

  const train = async (TrainingJobName: string, Tags: Tag[]) => {
    const { sagemaker } = cloud.clients;
    await sagemaker.send(
      new CreateTrainingJobCommand({ ...trainingRequest(account, 'good', 1), TrainingJobName, Tags }),
    );
    await pollUntil(`${TrainingJobName} has ended`, async () => {
      const { TrainingJobStatus } = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
      return TrainingJobStatus === 'Completed' ? true : undefined;
    });
  };

  it('lists what a stack has left, and deletes it with --yes and nothing else', async () => {
    await createModel('retraining-dev-1', tagsOf('dev'));
    // Names that begin in the same way: another stack's, one whose tags say nothing, and one of another project.
    await createModel('retraining-dev-2-1', tagsOf('dev-2'));
    await createModel('retraining-dev-by-hand', []);
    await createModel('a-retraining-dev-1', tagsOf('dev'));
    await train('retraining-dev-1', tagsOf('dev'));
    await train('retraining-dev-2-1', tagsOf('dev-2'));
    const stream = { logGroupName: GROUP, logStreamName: 'retraining-dev-unknown/algo-1-1' };
    await cloud.clients.logs.send(new CreateLogStreamCommand(stream));

    const dry = await clean();
    expect(dry.exitCode).to.equal(0);
    const lines = dry.text.trimEnd().split('\n');
    expect(lines[0]).to.equal(
      'Stack dev of sagemaker-retraining-workflow, account 000000000000, region us-east-1, names retraining-dev-…',
    );
    expect(lines.slice(1).map((line) => line.replace(/(algo-1-)\d+/, '$1N'))).to.have.members([
      'model       retraining-dev-1',
      `log stream  ${GROUP} retraining-dev-1/algo-1-N`,
      'stays       model retraining-dev-2-1: its tags are not those of stack dev',
      'stays       model retraining-dev-by-hand: its tags are not those of stack dev',
      'stays       log stream retraining-dev-2-1/algo-1-N: no training job retraining-dev-2-1 has the tags of stack dev',
      'stays       log stream retraining-dev-unknown/algo-1-N: no training job retraining-dev-unknown has the tags of stack dev',
      'Nothing was deleted; with --yes these 2 are.',
    ]);
    expect(await models()).to.have.length(4);

    expect((await clean('--yes')).exitCode).to.equal(0);
    expect(await models()).to.deep.equal(['a-retraining-dev-1', 'retraining-dev-2-1', 'retraining-dev-by-hand']);
    expect(await streams()).to.deep.equal(['retraining-dev-2-1', 'retraining-dev-unknown']);
    expect((await clean('--yes')).text).to.not.contain('deleted');
  });

  it('refuses while the stack is deployed', async () => {
    await createModel('retraining-dev-1', tagsOf('dev'));
    await createStateMachine('retraining-workflow-1', tagsOf('dev'));
    const { exitCode, text } = await clean('--yes');
    expect(exitCode).to.equal(1);
    expect(text).to.contain('stack "dev" is still deployed (state machine retraining-workflow-1)');
    expect(text).to.contain('`pulumi destroy --stack dev` first');
    expect(await models()).to.deep.equal(['retraining-dev-1']);
  });

  it('deletes the rules of the account only where it is told to and nobody needs them', async () => {
    const { events, sfn } = cloud.clients;
    for (const Name of [RULE, TRANSFORM_RULE])
      await events.send(new PutRuleCommand({ Name, EventPattern: '{"source":["aws.sagemaker"]}' }));
    await events.send(
      new PutTargetsCommand({
        Rule: RULE,
        Targets: [{ Id: 'states', Arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:x' }],
      }),
    );
    const rules = async () => (await events.send(new ListRulesCommand({}))).Rules?.map(({ Name }) => Name);
    const arn = await createStateMachine('of-somebody-else', []);
    // It waits for training jobs, and not for transform jobs.
    expect((await clean('--yes', '--shared-rules')).text).to.contain(`deleted rule ${TRANSFORM_RULE}`);
    expect((await clean('--yes', '--shared-rules')).text).to.contain('nothing is left');
    expect(await rules()).to.deep.equal([RULE]);
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: arn }));
    await pollUntil('the state machine is deleted', async () =>
      (await clean()).text.includes(RULE) ? true : undefined,
    );
    await clean('--yes');
    expect(await rules()).to.deep.equal([RULE]);
    expect((await clean('--yes', '--shared-rules')).text).to.contain(`deleted rule ${RULE}`);
    expect(await rules()).to.deep.equal([]);
  });

  it('finds nothing where no training job has ever run', async () => {
    expect(await clean()).to.deep.include({ exitCode: 0 });
    expect((await clean()).text).to.contain('nothing is left');
  });

  async function createStateMachine(name: string, tags: Tag[]): Promise<string> {
    const train = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
      Parameters: TRAINING,
      End: true,
    };
    const { stateMachineArn = '' } = await cloud.clients.sfn.send(
      new CreateStateMachineCommand({
        name,
        roleArn: account.stateMachineRoleArn,
        definition: JSON.stringify({ StartAt: 'Train', States: { Train: train } }),
        tags: tags.map(({ Key, Value }) => ({ key: Key, value: Value })),
      }),
    );
    return stateMachineArn;
  }
});
