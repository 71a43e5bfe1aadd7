import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { PRIVATE_FOLDER } from '../../emulators/core/storage/private-files.ts';
import { writeWhole } from '../../emulators/core/storage/whole-file.ts';
import { type DeployOptions, deployProgram, type StackOutputs } from './deploy-program.ts';
import { provideExisting } from './existing-resources.ts';
import { type WorkflowOutputs, workflowOutputs } from './outputs/required-outputs.ts';
import type { PlainConfig } from './stack-config.ts';

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
  return workflowOutputs(outputs, 'the program');
}

function writeOutputs(dataFolder: string, outputs: StackOutputs): void {
  mkdirSync(dataFolder, { recursive: true, mode: PRIVATE_FOLDER });
  writeWhole(join(dataFolder, 'outputs.json'), `${JSON.stringify(outputs, undefined, 2)}\n`);
}
