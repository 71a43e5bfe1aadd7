import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import type { PlainConfig } from './config/stack-config.ts';
import { type DeployOptions, deployProgram } from './deploy-program.ts';
import { provideExisting } from './existing-resources.ts';
import { writeOutputs } from './outputs/outputs-file.ts';
import { type WorkflowOutputs, workflowOutputs } from './outputs/required-outputs.ts';

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
