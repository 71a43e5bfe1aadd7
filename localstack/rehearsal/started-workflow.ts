import { join } from 'node:path';
import type { Endpoints } from '../../emulators/cloud/forwarding/probe-endpoints.ts';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { type OpenDataFolder, openDataFolder } from '../../emulators/core/storage/data-folder.ts';
import { UserError } from '../../emulators/core/user-error.ts';
import type { QuotasAndFaults } from '../../emulators/sagemaker/sagemaker-service.ts';
import type { MockConfig } from '../../emulators/step-functions/mocks/mock-config.ts';
import { unlessInterrupted } from '../cli/interruption.ts';
import type { CloudKind } from '../cli/run-and-up.ts';
import { unlessCloudFails } from '../clouds/cloud-failure.ts';
import type { LocalDeployment } from '../deploy/deploy-local.ts';
import type { DeployOptions } from '../deploy/deploy-program.ts';
import type { WorkflowOutputs } from '../deploy/outputs/required-outputs.ts';
import { loadedAnew } from '../testing/fresh-modules.ts';
import type { FolderLayout } from './labelled-folder.ts';
import { rehearsedConfig } from './rehearsed-config.ts';
import type { RunProgress } from './run-progress.ts';
import { forgetServed, noteServed } from './served-endpoint.ts';

/** The project's own root: what is deployed is this program, wherever the command was started. */
export const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');

export interface WorkflowOptions {
  readonly cloud: CloudKind;
  /** Of which there is a Pulumi.<stack>.yaml. */
  readonly stack: string;
  readonly dataFolder: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly quotasAndFaults: QuotasAndFaults;
  /** Values of the stack's configuration that are others here. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Of the embedded cloud. */
  readonly mocks?: MockConfig;
  /** Services that other emulators serve; of the embedded cloud. */
  readonly endpoints?: Endpoints;
  /** Gives up a start that takes long. */
  readonly signal: AbortSignal;
}

/** The workflow, deployed on a local cloud that answers. */
export interface StartedWorkflow {
  readonly cloud: StartedCloud;
  readonly stack: string;
  readonly outputs: WorkflowOutputs;
  readonly dataFolder: string;
  /** Ends what still runs, closes the endpoint and lets go of the data folder. */
  close(): Promise<void>;
}

/** How a data set's folder must be, by the configuration; `own` are the rehearsal's values. */
export async function rehearsedLayout(stack: string, own?: Readonly<Record<string, unknown>>): Promise<FolderLayout> {
  const { project, values } = await rehearsedConfig(PROJECT_FOLDER, stack, own);
  return {
    datasetSplit: values[`${project}:split`] === 'automatic' ? 'automatic' : 'folders',
    labelsFile: values[`${project}:labelsFile`] ?? '',
  };
}

/** Opens the data folder, starts the emulators and deploys the program; after a failure nothing is left running. */
export async function startWorkflow(options: WorkflowOptions, progress: RunProgress): Promise<StartedWorkflow> {
  const { stack } = options;
  const config = await rehearsedConfig(PROJECT_FOLDER, stack, options.config);
  const region = config.values['aws:region'];
  if (region === undefined) throw new UserError('StackConfigError', `Pulumi.${stack}.yaml does not set aws:region`);
  const dataFolder = await openDataFolder(options.dataFolder);
  const cloud = await startCloud(dataFolder, region, options, progress);
  const close = async () => {
    await forgetServed(dataFolder.path);
    await cloud.close().finally(() => dataFolder.release());
  };
  try {
    noteServed(dataFolder.path, cloud.endpointUrl);
    const kind = options.cloud === 'localstack' ? 'LocalStack in Docker' : 'emulators in this process';
    progress.prepared('Cloud', `${kind}, at ${cloud.endpointUrl}`);
    for (const note of cloud.notes ?? []) progress.note(note);
    for (const line of cloud.damaged?.() ?? []) progress.note(line);
    options.signal.throwIfAborted();
    const { clients, accountId } = cloud;
    const loadProgram = () => loadedAnew(() => import('../../index.ts'));
    const deployment = { clients, accountId, region, config, loadProgram, dataFolder: dataFolder.path };
    const { outputs, resources } = await unlessInterrupted(
      options.signal,
      unlessCloudFails(cloud, deploy(deployment, progress)),
    );
    progress.prepared('Deploy', `${resources} resources of stack ${stack}`);
    return { cloud, stack, outputs, dataFolder: dataFolder.path, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

async function startCloud(
  dataFolder: OpenDataFolder,
  region: string,
  { cloud, port, quotasAndFaults, mocks, endpoints = {}, signal }: WorkflowOptions,
  progress: RunProgress,
): Promise<StartedCloud> {
  const where = { dataFolder: dataFolder.path, region, port, quotasAndFaults };
  try {
    // Each is loaded only now: together with Pulumi they take most of a second, which a command that cannot start need not spend.
    if (cloud === 'embedded') {
      const { startEmbeddedCloud } = await import('../clouds/embedded/embedded-cloud.ts');
      return await startEmbeddedCloud({ ...where, endpoints, ...(mocks === undefined ? {} : { mocks }) });
    }
    const { startLocalStackCloud } = await import('../clouds/localstack/localstack-cloud.ts');
    const onProgress = (text: string) => progress.preparing('Cloud', text);
    return await startLocalStackCloud({ ...where, onProgress, signal });
  } catch (error) {
    await dataFolder.release();
    throw error;
  }
}

async function deploy(deployment: LocalDeployment, progress: RunProgress) {
  let resources = 0;
  const options: DeployOptions = {
    onNote: (text) => progress.note(text),
    onProvisioned: ({ type, logicalName }) => {
      resources += 1;
      progress.preparing('Deploy', `${type} ${logicalName}`);
    },
  };
  const { deployLocally } = await import('../deploy/deploy-local.ts');
  const outputs = await deployLocally(deployment, options);
  return { outputs, resources };
}
