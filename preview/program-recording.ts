import * as pulumi from '@pulumi/pulumi';
import { programOutputs } from '../localstack/deploy/outputs/program-outputs.ts';
import { plainInputs } from '../localstack/deploy/plain-inputs.ts';

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
}

/**
 * Runs a Pulumi program without engine, provider or account and records what it registers. It shows what the program asks
 * for, not whether AWS would take it. `resources` is filled also where the program fails.
 */
export async function recordProgram(
  load: () => Promise<object>,
  config: ProgramConfig,
  resources: RecordedResource[] = [],
  { hold = () => undefined, physicalName = (_, name) => `${name}-0000000` }: RecordingOptions = {},
): Promise<Recording> {
  const mocks = new RecordingMocks(config.values['aws:region'] ?? '', resources, hold, physicalName);
  const parents = new Map<string, string>();
  const options = new Map<string, pulumi.CustomResourceOptions>();
  await pulumi.runtime.setMocks(mocks, config.project, config.stack, false);
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
    parents,
    options,
    secretInputs: mocks.secretInputs,
    invokes: mocks.invokes,
    outputs: await resolved(outputs ?? {}),
  };
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

/** ARNs of resources whose form the program's own statements are compared with; any other type gets one of its type's name. */
const ARN_RESOURCES: Readonly<Record<string, (name: string) => readonly [service: string, resource: string]>> = {
  'aws:cloudwatch/eventRule:EventRule': (name) => ['events', `rule/${name}`],
  'aws:cloudwatch/metricAlarm:MetricAlarm': (name) => ['cloudwatch', `alarm:${name}`],
  'aws:lambda/function:Function': (name) => ['lambda', `function:${name}`],
  'aws:sfn/stateMachine:StateMachine': (name) => ['states', `stateMachine:${name}`],
  'aws:sns/topic:Topic': (name) => ['sns', name],
};

/** Functions of the provider that need no account. */
const ANSWERED = ['getCallerIdentity', 'getRegion', 'getBucket'];

class RecordingMocks implements pulumi.runtime.Mocks {
  readonly resources: RecordedResource[];
  readonly invokes: string[] = [];
  readonly secretInputs = new Map<string, readonly string[]>();
  readonly #region: string;
  readonly #partition: string;
  readonly #hold: Hold;
  readonly #physicalName: (type: string, name: string) => string;

  constructor(
    region: string,
    resources: RecordedResource[],
    hold: Hold,
    physicalName: (type: string, name: string) => string,
  ) {
    this.#physicalName = physicalName;
    this.resources = resources;
    this.#hold = hold;
    this.#region = region;
    this.#partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  }

  async newResource(args: pulumi.runtime.MockResourceArgs): Promise<pulumi.runtime.MockResourceResult> {
    const { type, name } = args;
    const inputs = plainInputs(args.inputs);
    const secret = Object.keys(inputs).filter((key) => pulumi.runtime.isRpcSecret(args.inputs[key]));
    if (secret.length > 0) this.secretInputs.set(`${type} ${name}`, secret);
    if (type !== 'pulumi:pulumi:Stack') this.resources.push({ type, name, inputs });
    await this.#hold({ type, name, inputs });
    const id = this.#physicalName(type, name);
    return {
      id,
      state:
        args.custom === true ? { ...this.#outputs(type, id), ...args.inputs, ...this.#fixed(type, id) } : args.inputs,
    };
  }

  call({ token, inputs }: pulumi.runtime.MockCallArgs): Record<string, unknown> {
    this.invokes.push(token);
    const answer = this.#answer(token, inputs);
    if (answer !== undefined) return answer;
    throw new Error(`the program calls ${token}: without an account only ${ANSWERED.join(', ')} are answered`);
  }

  #answer(token: string, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
    const region = this.#region;
    const name = String(inputs['bucket']);
    switch (token) {
      case 'aws:index/getCallerIdentity:getCallerIdentity':
        return {
          accountId: ACCOUNT_ID,
          arn: `arn:${this.#partition}:iam::${ACCOUNT_ID}:root`,
          id: ACCOUNT_ID,
          userId: '',
        };
      case 'aws:index/getRegion:getRegion':
        return { id: region, region, name: region, description: region, endpoint: `ec2.${region}.amazonaws.com` };
      case 'aws:s3/getBucket:getBucket':
        return { id: name, bucket: name, arn: `arn:${this.#partition}:s3:::${name}`, bucketRegion: region, region };
      default:
        return undefined;
    }
  }

  /** What the provider would give a resource of any type that does not set it itself. */
  #outputs(type: string, id: string): Record<string, unknown> {
    const [, module = ''] = type.split(':');
    const [service = ''] = module.split('/');
    const known = ARN_RESOURCES[type]?.(id) ?? [service, `${module.split('/').at(-1)}/${id}`];
    return { name: id, arn: `arn:${this.#partition}:${known[0]}:${this.#region}:${ACCOUNT_ID}:${known[1]}` };
  }

  /** What the provider gives whatever the program sets, for the types whose ARNs or names are formed in another way. */
  #fixed(type: string, id: string): Record<string, unknown> {
    switch (type) {
      case 'aws:s3/bucket:Bucket':
        return { bucket: id, arn: `arn:${this.#partition}:s3:::${id}` };
      case 'aws:iam/role:Role':
        return { name: id, arn: `arn:${this.#partition}:iam::${ACCOUNT_ID}:role/${id}` };
      case 'aws:cloudwatch/logGroup:LogGroup':
        return {
          name: `/logs/${id}`,
          arn: `arn:${this.#partition}:logs:${this.#region}:${ACCOUNT_ID}:log-group:/logs/${id}`,
        };
      default:
        return {};
    }
  }
}
