import { randomBytes } from 'node:crypto';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { suggestion } from '../../emulators/core/nearest-name.ts';
import { UserError } from '../../emulators/core/user-error.ts';
import { unlessCloudFails } from '../clouds/cloud-failure.ts';
import {
  overridden,
  type PlainConfig,
  readConfigFile,
  readStackConfig,
  type StackConfig,
} from '../deploy/config/stack-config.ts';
import { DeployError, type DeployOptions, deployProgram, type StackOutputs } from '../deploy/deploy-program.ts';
import { loadedAnew } from './fresh-modules.ts';
import { StartedExecution } from './started-execution.ts';

export interface DeployStackOptions extends DeployOptions {
  /** The program's configuration, by keys with or without the project's name. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Where Pulumi.yaml and Pulumi.<stack>.yaml are, over which `config` goes; without it `config` is all. */
  readonly projectFolder?: string;
  /** In place of Pulumi.<stack>.yaml, as `pulumi up --config-file` takes it; needs `projectFolder`. */
  readonly configFile?: string;
  /** Default: the name in Pulumi.yaml, or `project`. */
  readonly project?: string;
  /** Default: dev. Names of resources follow from it, so that stacks of other names can share a cloud. */
  readonly stack?: string;
}

const DEFAULT_PROJECT = 'project';
const DEFAULT_STACK = 'dev';

/** A Pulumi program's resources on a local AWS. */
export class DeployedStack {
  readonly outputs: StackOutputs;
  readonly clients: AwsClients;
  readonly #cloud: StartedCloud;
  readonly #executions: Promise<StartedExecution>[] = [];

  constructor(cloud: StartedCloud, outputs: StackOutputs) {
    this.#cloud = cloud;
    this.outputs = outputs;
    this.clients = cloud.clients;
  }

  /** An output that is a text, such as a name or an ARN. */
  output(name: string): string {
    const value = Object.hasOwn(this.outputs, name) ? this.outputs[name] : undefined;
    if (typeof value === 'string') return value;
    const problem = value === undefined ? 'does not exist' : `is ${JSON.stringify(value)}, not a text`;
    const advice = value === undefined ? `; ${suggestion(name, Object.keys(this.outputs))}` : '; see `outputs`';
    throw new UserError('OutputError', `the stack's output "${name}" ${problem}${advice}`);
  }

  /** Starts the state machine that an output names, or an ARN; the input is JSON. */
  startExecution(stateMachine: string, input: unknown = {}): Promise<StartedExecution> {
    const started = this.#start(stateMachine, input);
    this.#executions.push(started);
    return started;
  }

  async #start(stateMachine: string, input: unknown): Promise<StartedExecution> {
    const stateMachineArn = stateMachine.startsWith('arn:') ? stateMachine : this.output(stateMachine);
    const name = `test-${randomBytes(8).toString('hex')}`;
    const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
    const { executionArn } = await unlessCloudFails(this.#cloud, this.clients.sfn.send(command));
    if (executionArn === undefined) throw new Error('states:StartExecution answered without an executionArn');
    return new StartedExecution(this.#cloud, executionArn);
  }

  /** Stops the executions that were started here and still run; the resources go with their cloud. */
  async [Symbol.asyncDispose](): Promise<void> {
    // A cloud that has ended has stopped them, and one that could not be started needs no stop.
    await Promise.allSettled(this.#executions.map(async (started) => (await started).stop()));
  }
}

export async function deployStack(
  cloud: StartedCloud,
  program: () => Promise<object>,
  options: DeployStackOptions,
): Promise<DeployedStack> {
  const { clients, accountId, region } = cloud;
  const config = await stackConfig(region, options);
  const target = { clients, accountId, region, project: config.project, stack: config.stack };
  let resources = 0;
  const onProvisioned: DeployOptions['onProvisioned'] = (...provisioned) => {
    resources += 1;
    options.onProvisioned?.(...provisioned);
  };
  const outputs = await unlessCloudFails(
    cloud,
    deployProgram(() => loadedAnew(program), config, target, { onProvisioned }),
  );
  if (resources === 0) throw new DeployError([new Error(NO_RESOURCES)]);
  return new DeployedStack(cloud, outputs);
}

/** What a module loader of a test framework does, and CommonJS. */
const NO_RESOURCES =
  'it registered no resources. A program asks for them while its module is loaded, and this one was probably loaded before: import it only in what is given to deploy, and empty the module cache before the next deployment (vi.resetModules() in vitest)';

async function stackConfig(region: string, options: DeployStackOptions): Promise<PlainConfig> {
  const { stack = DEFAULT_STACK, configFile, config = {} } = options;
  const read = await configOfFiles(stack, options);
  const { project, values, encrypted } = overridden(
    { ...read, project: options.project ?? read.project, values: { 'aws:region': region, ...read.values } },
    config,
  );
  if (encrypted.length === 0) return { project, stack, values };
  const keys = encrypted.join(', ');
  throw new UserError(
    'EncryptedConfigError',
    `${configFile ?? `Pulumi.${stack}.yaml`}: ${keys} can be read by Pulumi alone, which encrypted it; give other values in \`config\``,
  );
}

async function configOfFiles(stack: string, options: DeployStackOptions): Promise<StackConfig> {
  const { projectFolder, configFile, project = DEFAULT_PROJECT } = options;
  if (projectFolder !== undefined) {
    return configFile === undefined
      ? readStackConfig(projectFolder, stack)
      : readConfigFile(projectFolder, stack, configFile);
  }
  if (configFile === undefined) return { project, stack, values: {}, encrypted: [] };
  throw new UserError(
    'StackConfigError',
    `configFile ${configFile}: name the folder of Pulumi.yaml, too, with projectFolder`,
  );
}
