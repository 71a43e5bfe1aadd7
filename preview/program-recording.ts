import * as pulumi from '@pulumi/pulumi';
import { programOutputs } from '../localstack/deploy/outputs/program-outputs.ts';
import { plainInputs } from '../localstack/deploy/plain-inputs.ts';
import type { Registration } from './plan/registration.ts';
import { STACK_TYPE, type Urn } from './plan/urn.ts';
import { givenName, ProviderAnswers } from './provider-answers.ts';
import { type Registrations, watchRegistrations } from './recording-monitor.ts';

export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  /** Empty where the program only reads what exists already. */
  readonly urn: Urn;
  /** As the engine would get them, with every output resolved. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A resource as its provider would have made it. */
export interface MadeResource {
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface Recording {
  readonly resources: readonly RecordedResource[];
  /** What each resource asks of the engine, by its URN. */
  readonly registrations: ReadonlyMap<Urn, Registration>;
  /** What was answered, by its URN. */
  readonly made: ReadonlyMap<Urn, MadeResource>;
  /** `type name` of every resource's parent, by its own `type name`. */
  readonly parents: ReadonlyMap<string, string>;
  /** Options of every resource, by its own `type name`. */
  readonly options: ReadonlyMap<string, pulumi.CustomResourceOptions>;
  /** Names of the inputs that are secrets, by the resource's `type name`. */
  readonly secretInputs: ReadonlyMap<string, readonly string[]>;
  readonly invokes: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface ProgramConfig {
  readonly project: string;
  readonly stack: string;
  readonly values: Readonly<Record<string, string>>;
  /** Fully qualified keys whose values are secrets. */
  readonly secrets?: readonly string[];
}

/** May hold a resource back: the program goes on with it when the promise has settled. */
export type Hold = (resource: RecordedResource) => Promise<void> | undefined;

export interface RecordingOptions {
  readonly hold?: Hold;
  /** The name that the provider would give a resource; the logical one with `-0000000` without this. */
  readonly physicalName?: (type: string, name: string) => string;
  /** What is known of a resource before it is made; with this the program runs as in Pulumi's preview, and outputs are left out. */
  readonly plan?: (registration: Registration, inputs: Readonly<Record<string, unknown>>) => Promise<MadeResource>;
}

/**
 * Runs a Pulumi program without engine, provider or account and records what it registers. It shows what the program asks
 * for, not whether AWS would take it. `resources` is filled also where the program fails.
 */
export async function recordProgram(
  load: () => Promise<object>,
  config: ProgramConfig,
  resources: RecordedResource[] = [],
  recordingOptions: RecordingOptions = {},
): Promise<Recording> {
  const mocks = new RecordingMocks(config.values['aws:region'] ?? '', resources, recordingOptions);
  const isPreview = recordingOptions.plan !== undefined;
  const parents = new Map<string, string>();
  const options = new Map<string, pulumi.CustomResourceOptions>();
  await pulumi.runtime.setMocks(mocks, config.project, config.stack, isPreview);
  const registrations = watchRegistrations(config);
  mocks.registrations = registrations;
  pulumi.runtime.setAllConfig({ ...config.values }, [...(config.secrets ?? [])]);
  const outputs = await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
      parents.set(`${type} ${name}`, labelOf(opts.parent));
      options.set(`${type} ${name}`, opts);
      return undefined;
    });
    return programOutputs(await load());
  });
  await pulumi.runtime.disconnect();
  return {
    resources: mocks.resources,
    registrations: registrations.byUrn,
    made: mocks.made,
    parents,
    options,
    secretInputs: mocks.secretInputs,
    invokes: mocks.invokes,
    outputs: isPreview ? {} : await resolved(outputs ?? {}),
  };
}

function labelOf(resource: pulumi.Resource | undefined): string {
  const known = resource as { readonly __pulumiType?: string; readonly __name?: string } | undefined;
  return known === undefined || known.__pulumiType === STACK_TYPE ? 'stack' : `${known.__pulumiType} ${known.__name}`;
}

function resolved(outputs: pulumi.Inputs): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    pulumi.output(outputs).apply((values: Record<string, unknown>) => resolve(values));
  });
}

class RecordingMocks implements pulumi.runtime.Mocks {
  readonly resources: RecordedResource[];
  readonly made = new Map<Urn, MadeResource>();
  readonly invokes: string[] = [];
  readonly secretInputs = new Map<string, readonly string[]>();
  registrations: Registrations | undefined;
  readonly #provider: ProviderAnswers;
  readonly #options: RecordingOptions;

  constructor(region: string, resources: RecordedResource[], options: RecordingOptions) {
    this.resources = resources;
    this.#provider = new ProviderAnswers(region);
    this.#options = options;
  }

  async newResource(args: pulumi.runtime.MockResourceArgs): Promise<pulumi.runtime.MockResourceResult> {
    const { type, name } = args;
    const registration = this.registrations?.current;
    const inputs = plainInputs(args.inputs);
    const secret = Object.keys(inputs).filter((key) => pulumi.runtime.isRpcSecret(args.inputs[key]));
    if (secret.length > 0) this.secretInputs.set(`${type} ${name}`, secret);
    const resource = { type, name, urn: registration?.urn ?? '', inputs };
    if (type !== STACK_TYPE) this.resources.push(resource);
    await this.#options.hold?.(resource);
    const { plan, physicalName = (_, logical) => `${logical}-0000000` } = this.#options;
    if (plan !== undefined && registration !== undefined && type !== STACK_TYPE) {
      const { id, outputs } = await plan(registration, inputs);
      return { id, state: { ...outputs, ...known(args.inputs) } };
    }
    const id = givenName(type, inputs) ?? physicalName(type, name);
    const state = args.custom === true ? this.#provider.outputs(type, id, args.inputs) : args.inputs;
    this.made.set(resource.urn, { id, outputs: plainInputs(state) });
    return { id, state };
  }

  call({ token, inputs }: pulumi.runtime.MockCallArgs): Record<string, unknown> {
    this.invokes.push(token);
    try {
      return this.#provider.answer(token, inputs);
    } catch (error) {
      // The SDK shows of a failed call what gRPC would have in `details`, and else an error without any text.
      throw error instanceof Error ? Object.assign(error, { details: error.message }) : error;
    }
  }
}

/** The inputs of which everything is known. */
function known(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => !pulumi.containsUnknowns(value)));
}
