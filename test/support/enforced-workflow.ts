import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  DescribeStateMachineCommand,
  StartExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import type { AccessDecision } from '../../emulators/iam/access-control.ts';
import { PlainView } from '../../localstack/cli/views/plain-view.ts';
import { startEmbeddedCloud } from '../../localstack/clouds/embedded/embedded-cloud.ts';
import { type WorkflowOutputs, workflowOutputs } from '../../localstack/deploy/outputs/required-outputs.ts';
import { FaultMenu } from '../../localstack/index.ts';
import { rehearseWorkflow } from '../../localstack/rehearsal/rehearsal.ts';
import type { RunResult } from '../../localstack/rehearsal/run-result.ts';
import { localCloud } from '../../localstack/testing/local-cloud.ts';
import { algorithmInProcess } from '../conformance/algorithm/algorithm-in-process.ts';
import { patternDataset, writeFiles } from './dataset-factory.ts';
import { pollUntil } from './poll-until.ts';
import { freshName } from './start-target.ts';
import { TEST_STACK, testHyperparameters } from './test-stack.ts';

export interface DeployedStatement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
}

export interface DeployedPolicy {
  readonly roleName: string;
  readonly policyName: string;
  readonly statements: readonly DeployedStatement[];
}

const DEADLINE_MS = 45_000;
/** Enough for one batch, and no more: what is seen here is who may do what. */
const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 2, testPerClass: 1, width: 32, height: 32 };
const SMALL = { mini_batch_size: 4, epochs: 1 };

/** The program with tracing, deployed on an embedded cloud that reports every decision of its policies, and trains in this process. */
export class EnforcedWorkflow {
  readonly cloud: StartedCloud;
  readonly outputs: WorkflowOutputs;
  readonly decisions: readonly AccessDecision[];
  readonly #folder: string;

  private constructor(folder: string, cloud: StartedCloud, outputs: WorkflowOutputs, decisions: AccessDecision[]) {
    this.#folder = folder;
    this.cloud = cloud;
    this.outputs = outputs;
    this.decisions = decisions;
  }

  /** `changes`: settings of the program beside its own. */
  static async start(changes: Readonly<Record<string, unknown>> = {}): Promise<EnforcedWorkflow> {
    const dataFolder = mkdtempSync(join(tmpdir(), 'retraining-permissions-'));
    const hyperparameters = { ...(await testHyperparameters()), ...SMALL };
    const decisions: AccessDecision[] = [];
    const onDecision = (decision: AccessDecision) => decisions.push(decision);
    // The workflow's retries wait by chance, and here as short as may be.
    const started = await startEmbeddedCloud({
      ...{ dataFolder, region: 'us-east-1', port: 0, onDecision, random: () => 0 },
      startAlgorithm: algorithmInProcess,
    });
    const cloud = localCloud(started, new FaultMenu(), () => started.close());
    const config = { tracing: true, hyperparameters, ...changes };
    const stack = await cloud.deploy(() => import('../../index.ts'), { ...TEST_STACK, config });
    const outputs = workflowOutputs(stack.outputs, 'the program');
    const workflow = new EnforcedWorkflow(dataFolder, cloud, outputs, decisions);
    await workflow.#putDataset();
    return workflow;
  }

  async #putDataset(): Promise<void> {
    const { bucketName: Bucket, datasetPrefix } = this.outputs;
    for (const [key, Body] of await patternDataset(DATASET)) {
      await this.cloud.clients.s3.send(new PutObjectCommand({ Bucket, Key: `${datasetPrefix}/${key}`, Body }));
    }
  }

  async putObject(Key: string, Body: string): Promise<void> {
    const { bucketName: Bucket } = this.outputs;
    await this.cloud.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  }

  /** Inline policies of the program's roles. */
  async policies(): Promise<readonly DeployedPolicy[]> {
    const { iam } = this.cloud.clients;
    const { Roles = [] } = await iam.send(new ListRolesCommand({}));
    const found: DeployedPolicy[] = [];
    for (const { RoleName = '' } of Roles) {
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
      for (const PolicyName of PolicyNames) {
        const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
        const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument));
        found.push({ roleName: RoleName, policyName: PolicyName, statements: Statement });
      }
    }
    return found;
  }

  async putPolicy({ roleName, policyName, statements }: DeployedPolicy): Promise<void> {
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    const put = new PutRolePolicyCommand({ RoleName: roleName, PolicyName: policyName, PolicyDocument });
    await this.cloud.clients.iam.send(put);
  }

  /** What an update of the function does, changing nothing. */
  async deployFunctionAgain(): Promise<void> {
    const { lambda } = this.cloud.clients;
    const FunctionName = this.outputs.functionName;
    const { Timeout } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout }));
  }

  /** What an update of the state machine does, changing nothing. */
  async deployStateMachineAgain(): Promise<void> {
    const { sfn } = this.cloud.clients;
    const { stateMachineArn } = this.outputs;
    const { roleArn } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, roleArn }));
  }

  async startExecution(): Promise<string> {
    const { stateMachineArn } = this.outputs;
    const command = new StartExecutionCommand({ stateMachineArn, name: freshName('permissions') });
    return (await this.cloud.clients.sfn.send(command)).executionArn ?? '';
  }

  /** A whole run as the command line makes it. */
  async rehearse(): Promise<RunResult> {
    const datasetFolder = join(this.#folder, 'images');
    await writeFiles(datasetFolder, await patternDataset(DATASET));
    const workflow = {
      cloud: this.cloud,
      stack: 'dev',
      outputs: this.outputs,
      dataFolder: this.#folder,
      close: async () => undefined,
    };
    return rehearseWorkflow(
      workflow,
      { datasetFolder, signal: new AbortController().signal },
      new PlainView(() => undefined),
    );
  }

  ended(executionArn: string): Promise<DescribeExecutionOutput> {
    return this.until(`execution ${executionArn} has ended`, async () => {
      const execution = await this.cloud.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    });
  }

  until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    return pollUntil(what, ask, DEADLINE_MS);
  }

  async close(): Promise<void> {
    await this.cloud.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
