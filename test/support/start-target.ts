import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { deployLocally, type WorkflowOutputs } from '../../localstack/deploy/deploy-local.ts';
import { readStackConfig } from '../../localstack/deploy/stack-config.ts';
import type { StartedCloud } from '../../localstack/local-cloud.ts';
import { type OpenCloud, openCloud } from './open-cloud.ts';
import { pollUntil } from './poll-until.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');

/** Small enough that an execution takes about a second; the values of a stack are tried by the command line's tests. */
export const QUICK_HYPERPARAMETERS = {
  num_layers: 18,
  image_shape: '3,32,32',
  mini_batch_size: 8,
  epochs: 4,
  optimizer: 'sgd',
  learning_rate: '0.01',
};

export interface TargetOptions {
  readonly dataFolder: string;
  /** Own config keys, over the dev stack's. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The workflow on a cloud that the tests may use as they like. */
export class StartedTarget {
  readonly cloud: StartedCloud;
  readonly outputs: WorkflowOutputs;

  readonly #open: OpenCloud;

  private constructor(open: OpenCloud, outputs: WorkflowOutputs) {
    this.#open = open;
    this.cloud = open.cloud;
    this.outputs = outputs;
  }

  static async start(options: TargetOptions): Promise<StartedTarget> {
    const stackConfig = await readStackConfig(PROJECT_FOLDER, 'dev');
    const overrides = { hyperparameters: QUICK_HYPERPARAMETERS, ...options.config };
    const texts = Object.entries(overrides).map(([key, value]) => [`${stackConfig.project}:${key}`, configText(value)]);
    const region = stackConfig.values['aws:region'] ?? 'us-east-1';
    const open = await openCloud(options.dataFolder, region);
    const { cloud, stack } = open;
    const config = { ...stackConfig, stack, values: { ...stackConfig.values, ...Object.fromEntries(texts) } };
    try {
      const { clients, accountId } = cloud;
      // A query makes Node load the program anew, as Pulumi's engine does for every update.
      programLoads += 1;
      const loadProgram = () => import(`../../index.ts?load=${programLoads}`);
      const deployment = { clients, accountId, region, config, loadProgram, dataFolder: options.dataFolder };
      return new StartedTarget(open, await deployLocally(deployment));
    } catch (error) {
      await open.close();
      throw error;
    }
  }

  /** Puts objects below the data set's prefix; keys such as `train/cat/1.jpg`. */
  async putDataset(files: ReadonlyMap<string, Buffer | string>): Promise<void> {
    const { bucketName: Bucket, datasetPrefix } = this.outputs;
    for (const [key, Body] of files) {
      await this.cloud.clients.s3.send(new PutObjectCommand({ Bucket, Key: `${datasetPrefix}/${key}`, Body }));
    }
  }

  async startExecution(name: string): Promise<string> {
    const { stateMachineArn } = this.outputs;
    const command = new StartExecutionCommand({ stateMachineArn, name, input: '{}' });
    const { executionArn } = await this.cloud.clients.sfn.send(command);
    if (executionArn === undefined) throw new Error('StartExecution answered without an ARN');
    return executionArn;
  }

  /** Polls until the execution is no longer RUNNING. */
  ended(executionArn: string): Promise<DescribeExecutionCommandOutput> {
    return pollUntil(`execution ${executionArn} has ended`, async () => {
      const execution = await this.cloud.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    });
  }

  async history(executionArn: string): Promise<readonly HistoryEvent[]> {
    const page = await this.cloud.clients.sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    return page.events ?? [];
  }

  close(): Promise<void> {
    return this.#open.close();
  }
}

let programLoads = 0;

function configText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
