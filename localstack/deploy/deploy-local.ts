import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { type DeployOptions, deployProgram, type StackOutputs } from './deploy-program.ts';
import type { StackConfig } from './stack-config.ts';

/** The outputs that every client of a local deployment may rely on (and `pulumi stack output` gives on AWS). */
export interface WorkflowOutputs {
  readonly bucketName: string;
  readonly datasetPrefix: string;
  readonly functionName: string;
  readonly stateMachineArn: string;
  readonly trainingRoleArn: string;
}

const OUTPUT_NAMES = ['bucketName', 'datasetPrefix', 'functionName', 'stateMachineArn', 'trainingRoleArn'] as const;

export interface LocalDeployment {
  readonly clients: AwsClients;
  readonly accountId: string;
  readonly region: string;
  readonly config: StackConfig;
  /** Loads the program; called once, inside Pulumi's stack. */
  readonly loadProgram: () => Promise<object>;
  /** All outputs are written to `outputs.json` here. */
  readonly dataFolder: string;
}

/** Deploys the program and leaves its outputs in the data folder, where other programs look for them. */
export async function deployLocally(local: LocalDeployment, options: DeployOptions = {}): Promise<WorkflowOutputs> {
  const { clients, accountId, region, config } = local;
  const target = { clients, accountId, region, project: config.project, stack: config.stack };
  const outputs = await deployProgram(local.loadProgram, config, target, options);
  await writeOutputs(local.dataFolder, outputs);
  return workflowOutputs(outputs);
}

async function writeOutputs(dataFolder: string, outputs: StackOutputs): Promise<void> {
  const file = join(dataFolder, 'outputs.json');
  await mkdir(dataFolder, { recursive: true });
  await writeFile(`${file}.tmp`, `${JSON.stringify(outputs, undefined, 2)}\n`);
  await rename(`${file}.tmp`, file);
}

function workflowOutputs(outputs: StackOutputs): WorkflowOutputs {
  const wrong = OUTPUT_NAMES.filter((name) => typeof outputs[name] !== 'string');
  if (wrong.length > 0) throw new Error(`the program does not export these outputs as strings: ${wrong.join(', ')}`);
  const text = (name: (typeof OUTPUT_NAMES)[number]) => String(outputs[name]);
  return {
    bucketName: text('bucketName'),
    datasetPrefix: text('datasetPrefix'),
    functionName: text('functionName'),
    stateMachineArn: text('stateMachineArn'),
    trainingRoleArn: text('trainingRoleArn'),
  };
}
