import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { PRIVATE_FOLDER } from '../../emulators/core/storage/private-files.ts';
import { writeWhole } from '../../emulators/core/storage/whole-file.ts';
import { type DeployOptions, deployProgram, type StackOutputs } from './deploy-program.ts';
import { provideExisting } from './existing-resources.ts';
import type { PlainConfig } from './stack-config.ts';

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
  readonly config: PlainConfig;
  /** Loads the program; called once, inside Pulumi's stack. */
  readonly loadProgram: () => Promise<object>;
  /** All outputs are written to `outputs.json` here. */
  readonly dataFolder: string;
}

/** Deploys the program and leaves its outputs in the data folder, where other programs look for them. */
export async function deployLocally(local: LocalDeployment, options: DeployOptions = {}): Promise<WorkflowOutputs> {
  const { clients, accountId, region, config } = local;
  const target = { clients, accountId, region, project: config.project, stack: config.stack };
  const existing = await provideExisting(config, target);
  for (const note of existing.notes) options.onNote?.(note);
  const outputs = await deployProgram(local.loadProgram, existing.config, target, options);
  writeOutputs(local.dataFolder, outputs);
  return workflowOutputs(outputs);
}

function writeOutputs(dataFolder: string, outputs: StackOutputs): void {
  mkdirSync(dataFolder, { recursive: true, mode: PRIVATE_FOLDER });
  writeWhole(join(dataFolder, 'outputs.json'), `${JSON.stringify(outputs, undefined, 2)}\n`);
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
