import { randomBytes } from 'node:crypto';
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Fault } from '../../emulators/sagemaker/faults/fault.ts';
import type { WorkflowOutputs } from '../../localstack/deploy/outputs/required-outputs.ts';
import { openWorkflow, type TargetOptions } from './open-workflow.ts';
import type { OpenedWorkflow, WorkflowClients } from './opened-workflow.ts';
import { pollUntil } from './poll-until.ts';

/** The workflow on a target that the tests may use as they like. */
export class StartedTarget {
  readonly clients: WorkflowClients;
  readonly outputs: WorkflowOutputs;

  readonly #workflow: OpenedWorkflow;

  private constructor(workflow: OpenedWorkflow) {
    this.#workflow = workflow;
    this.clients = workflow.clients;
    this.outputs = workflow.outputs;
  }

  static async start(options: TargetOptions = {}): Promise<StartedTarget> {
    return StartedTarget.of(await openWorkflow(options));
  }

  static of(workflow: OpenedWorkflow): StartedTarget {
    return new StartedTarget(workflow);
  }

  /** Makes these the objects of the data set, and no others; keys such as `train/cat/1.jpg`. */
  async putDataset(files: ReadonlyMap<string, Buffer | string>): Promise<void> {
    const { bucketName: Bucket, datasetPrefix } = this.outputs;
    for (const split of ['train', 'test']) await this.#deleteOthers(`${datasetPrefix}/${split}/`, files);
    for (const [key, Body] of files) {
      await this.clients.s3.send(new PutObjectCommand({ Bucket, Key: `${datasetPrefix}/${key}`, Body }));
    }
  }

  async #deleteOthers(Prefix: string, files: ReadonlyMap<string, unknown>): Promise<void> {
    const { bucketName: Bucket, datasetPrefix } = this.outputs;
    const { Contents = [] } = await this.clients.s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
    const others = Contents.filter(({ Key = '' }) => !files.has(Key.slice(datasetPrefix.length + 1)));
    for (const { Key } of others) await this.clients.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  }

  /** Is to go wrong from now on; for tests that need the ability `faults`. */
  addFault(fault: Fault): void {
    if (this.#workflow.faults === undefined) throw new Error('this target cannot be made to fail');
    this.#workflow.faults.add([fault]);
  }

  async startExecution(name: string): Promise<string> {
    const { stateMachineArn } = this.outputs;
    const command = new StartExecutionCommand({ stateMachineArn, name, input: '{}' });
    const { executionArn } = await this.clients.sfn.send(command);
    if (executionArn === undefined) throw new Error('StartExecution answered without an ARN');
    return executionArn;
  }

  /** Polls until the execution is no longer RUNNING. */
  ended(executionArn: string): Promise<DescribeExecutionCommandOutput> {
    return this.until(`execution ${executionArn} has ended`, async () => {
      const execution = await this.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    });
  }

  /** Polls until there is an answer; no longer than an execution may take. */
  until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    return pollUntil(what, ask, this.#workflow.executionDeadlineMs);
  }

  async history(executionArn: string): Promise<readonly HistoryEvent[]> {
    const page = await this.clients.sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    return page.events ?? [];
  }

  close(): Promise<void> {
    return this.#workflow.close();
  }
}

const RANDOM_BYTES = 4;

/** An execution's name that was never used, since a target may remember those of earlier runs; padded to `length` where it is given. */
export function freshName(start: string, length = 0): string {
  return `${start}-${randomBytes(RANDOM_BYTES).toString('hex')}`.padEnd(length, 'x');
}
