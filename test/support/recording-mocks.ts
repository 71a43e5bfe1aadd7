import * as pulumi from '@pulumi/pulumi';

export const ACCOUNT_ID = '123456789012';

export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  /** As the engine would get them, with every output resolved. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface Recording {
  readonly resources: readonly RecordedResource[];
  /** `type name` of every resource's parent, by its own `type name`. */
  readonly parents: ReadonlyMap<string, string>;
  readonly invokes: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface ProgramConfig {
  readonly project: string;
  readonly stack: string;
  readonly values: Readonly<Record<string, string>>;
}

/** May hold a resource back: the program goes on with it when the promise has settled. */
export type Hold = (resource: RecordedResource) => Promise<void> | undefined;

/**
 * Runs a Pulumi program without engine, provider or account and records what it registers. It shows what the program asks
 * for, not whether AWS would take it. `resources` is filled also where the program fails. Physical names are the logical ones with `-0000000`.
 */
export async function recordProgram(
  load: () => Promise<object>,
  config: ProgramConfig,
  resources: RecordedResource[] = [],
  hold: Hold = () => undefined,
): Promise<Recording> {
  const mocks = new RecordingMocks(config.values['aws:region'] ?? '', resources, hold);
  const parents = new Map<string, string>();
  await pulumi.runtime.setMocks(mocks, config.project, config.stack, false);
  pulumi.runtime.setAllConfig({ ...config.values });
  const outputs = await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
      parents.set(`${type} ${name}`, labelOf(opts.parent));
      return undefined;
    });
    return { ...(await load()) };
  });
  await pulumi.runtime.disconnect();
  return { resources: mocks.resources, parents, invokes: mocks.invokes, outputs: await resolved(outputs ?? {}) };
}

function labelOf(resource: pulumi.Resource | undefined): string {
  const known = resource as { readonly __pulumiType?: string; readonly __name?: string } | undefined;
  return known === undefined || known.__pulumiType === 'pulumi:pulumi:Stack'
    ? 'stack'
    : `${known.__pulumiType} ${known.__name}`;
}

function resolved(outputs: pulumi.Inputs): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    pulumi.output(outputs).apply((values: Record<string, unknown>) => resolve(values));
  });
}

class RecordingMocks implements pulumi.runtime.Mocks {
  readonly resources: RecordedResource[];
  readonly invokes: string[] = [];
  readonly #region: string;
  readonly #partition: string;
  readonly #hold: Hold;

  constructor(region: string, resources: RecordedResource[], hold: Hold) {
    this.resources = resources;
    this.#hold = hold;
    this.#region = region;
    this.#partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  }

  async newResource(args: pulumi.runtime.MockResourceArgs): Promise<pulumi.runtime.MockResourceResult> {
    const { type, name, inputs } = args;
    if (type !== 'pulumi:pulumi:Stack') this.resources.push({ type, name, inputs });
    await this.#hold({ type, name, inputs });
    return { id: `${name}-0000000`, state: { ...inputs, ...this.#outputs(type, `${name}-0000000`) } };
  }

  call({ token }: pulumi.runtime.MockCallArgs): Record<string, unknown> {
    this.invokes.push(token);
    if (token !== 'aws:index/getCallerIdentity:getCallerIdentity') throw new Error(`unexpected invoke ${token}`);
    return { accountId: ACCOUNT_ID, arn: `arn:${this.#partition}:iam::${ACCOUNT_ID}:root`, id: ACCOUNT_ID, userId: '' };
  }

  #outputs(type: string, name: string): Record<string, unknown> {
    const arn = (service: string, resource: string) =>
      `arn:${this.#partition}:${service}:${this.#region}:${ACCOUNT_ID}:${resource}`;
    switch (type) {
      case 'aws:s3/bucket:Bucket':
        return { bucket: name, arn: `arn:${this.#partition}:s3:::${name}` };
      case 'aws:iam/role:Role':
        return { name, arn: `arn:${this.#partition}:iam::${ACCOUNT_ID}:role/${name}` };
      case 'aws:cloudwatch/logGroup:LogGroup':
        return { name: `/logs/${name}`, arn: arn('logs', `log-group:/logs/${name}`) };
      case 'aws:lambda/function:Function':
        return { name, arn: arn('lambda', `function:${name}`) };
      case 'aws:sfn/stateMachine:StateMachine':
        return { name, arn: arn('states', `stateMachine:${name}`) };
      default:
        return {};
    }
  }
}
