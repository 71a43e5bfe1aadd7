import { setImmediate as nextTurn } from 'node:timers/promises';
import * as pulumi from '@pulumi/pulumi';
import { UserError } from '../../emulators/core/user-error.ts';
import type { PlainConfig } from './config/stack-config.ts';
import { programOutputs } from './outputs/program-outputs.ts';
import { plainInputs } from './plain-inputs.ts';
import { answerInvoke } from './provider-functions.ts';
import type { DeployTarget, ProvisionedResource, RegisteredResource } from './provisioner.ts';
import { provisionerFor } from './provisioner-registry.ts';

/** Everything that went wrong in one deployment; the program's own error, or those of the resources it asked for. */
export class DeployError extends UserError {
  readonly errors: readonly Error[];

  constructor(errors: readonly Error[]) {
    const list = errors.map((error) => ` - ${error.message}`).join('\n');
    super('DeployError', `the program could not be deployed:\n${list}`, { cause: errors[0] });
    this.errors = errors;
  }
}

export interface DeployOptions {
  /** Called with every resource as soon as it is there. */
  readonly onProvisioned?: (resource: RegisteredResource, provisioned: ProvisionedResource) => void;
  /** Called with what somebody should know who trusts the result. */
  readonly onNote?: (text: string) => void;
}

export type StackOutputs = Readonly<Record<string, unknown>>;

/**
 * Runs a Pulumi program in this process and makes each resource it registers on the target's endpoint, in the order of
 * its dependencies. There is no engine and no state: a resource that is there already is brought up to date, and nothing is removed.
 * Several deployments in one process go one after another, since Pulumi's SDK keeps its settings in globals.
 */
export function deployProgram(
  loadProgram: () => Promise<object>,
  config: PlainConfig,
  target: DeployTarget,
  options: DeployOptions = {},
): Promise<StackOutputs> {
  const deployed = earlier.then(() => deployNow(loadProgram, config, target, options));
  earlier = deployed.catch(() => undefined);
  return deployed;
}

/** Settles, and never rejects, with the deployment that was asked for last. */
let earlier: Promise<unknown> = Promise.resolve();

async function deployNow(
  loadProgram: () => Promise<object>,
  config: PlainConfig,
  target: DeployTarget,
  options: DeployOptions,
): Promise<StackOutputs> {
  const deployment = new Deployment(target, options);
  using _rejections = onRejectionInPulumi((error) => deployment.rejected(error));
  await pulumi.runtime.setMocks(deployment, config.project, config.stack, false);
  pulumi.runtime.setAllConfig({ ...config.values });
  return await Promise.race([runProgram(loadProgram, deployment), deployment.failure]);
}

async function runProgram(loadProgram: () => Promise<object>, deployment: Deployment): Promise<StackOutputs> {
  try {
    const outputs = await runInStack(loadProgram);
    // Waits for the resources that no output mentions.
    await pulumi.runtime.disconnect();
    // A rejection that nobody handles is announced when all that waits for promises has run.
    await nextTurn();
    if (deployment.errors.length > 0) await deployment.failure;
    return await resolveOutputs(outputs ?? {});
  } catch (error) {
    if (error instanceof DeployError) throw error;
    await deployment.settled();
    throw new DeployError([...deployment.errors, asError(error)]);
  }
}

/** Pulumi ends the process at an error inside its stack, so the program's own one is carried out of it by hand. */
async function runInStack(loadProgram: () => Promise<object>): Promise<pulumi.Inputs | undefined> {
  let failure: { readonly error: unknown } | undefined;
  const outputs = await pulumi.runtime.runInPulumiStack(async () => {
    try {
      return await programOutputs(await loadProgram());
    } catch (error) {
      failure = { error };
      return {};
    }
  });
  if (failure !== undefined) throw failure.error;
  return outputs;
}

async function resolveOutputs(outputs: pulumi.Inputs): Promise<StackOutputs> {
  const resolved = await new Promise<Record<string, unknown>>((resolve) => {
    pulumi.output(outputs).apply((values) => resolve(values));
  });
  const missing = Object.keys(resolved).filter((name) => resolved[name] === undefined);
  if (missing.length > 0) throw new Error(`stack outputs without a value: ${missing.join(', ')}`);
  return resolved;
}

/** The engine's side of Pulumi's mocks: hands resources to their provisioners and collects what fails. */
class Deployment implements pulumi.runtime.Mocks {
  readonly #target: DeployTarget;
  readonly #options: DeployOptions;
  readonly #running = new Set<Promise<unknown>>();
  readonly #fail: (error: DeployError) => void;
  readonly errors: Error[] = [];
  /** Never resolves; rejects once a resource has failed and the ones that were under way have ended. */
  readonly failure: Promise<never>;

  constructor(target: DeployTarget, options: DeployOptions) {
    this.#target = target;
    this.#options = options;
    const { promise, reject } = Promise.withResolvers<never>();
    this.failure = promise;
    this.#fail = reject;
    // The race in deployProgram may have been decided by the program's own error.
    promise.catch(() => undefined);
  }

  call({ token, inputs }: pulumi.runtime.MockCallArgs): Promise<Record<string, unknown>> {
    return answerInvoke(token, plainInputs(inputs), this.#target);
  }

  async newResource(args: pulumi.runtime.MockResourceArgs): Promise<pulumi.runtime.MockResourceResult> {
    if (args.custom !== true || args.type === 'pulumi:pulumi:Stack') return { id: '', state: args.inputs };
    const resource = { type: args.type, logicalName: args.name, inputs: plainInputs(args.inputs) };
    // After a failure nothing more is started; Pulumi must not know, since it would report every dependent as failed.
    if (this.errors.length > 0) return new Promise(() => undefined);
    const provisioned = await this.#track(this.#provision(resource));
    if (provisioned === undefined) return this.#giveUp();
    for (const note of provisioned.notes ?? []) this.#options.onNote?.(note);
    this.#options.onProvisioned?.(resource, provisioned);
    return { id: provisioned.id, state: { ...args.inputs, ...provisioned.outputs } };
  }

  async #provision(resource: RegisteredResource): Promise<ProvisionedResource | undefined> {
    try {
      return await provisionerFor(resource.type)(resource, this.#target);
    } catch (cause) {
      const text = `${resource.type} "${resource.logicalName}": ${asError(cause).name}: ${asError(cause).message}`;
      this.errors.push(new Error(text, { cause }));
      return undefined;
    }
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }

  /** A resource was never asked for, since one of its inputs was rejected. */
  rejected(error: Error): void {
    if (this.errors.includes(error)) return;
    this.errors.push(error);
    this.#giveUp();
  }

  async #giveUp(): Promise<never> {
    await this.settled();
    this.#fail(new DeployError(this.errors));
    return new Promise(() => undefined);
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}

/**
 * Pulumi's SDK leaves it to the process to handle an input that was rejected; without that the process would end in the middle, with
 * everything that it serves. It marks such errors with the promise.
 */
function onRejectionInPulumi(report: (error: Error) => void): Disposable {
  const listener = (reason: unknown) => {
    if (reason instanceof Error && 'promise' in reason && reason.promise instanceof Promise) report(reason);
    // As where nobody listens.
    else if (process.listenerCount('unhandledRejection') === 1) throw reason;
  };
  process.on('unhandledRejection', listener);
  // Several resources may have had the same input.
  return { [Symbol.dispose]: () => setImmediate(() => process.off('unhandledRejection', listener)) };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
