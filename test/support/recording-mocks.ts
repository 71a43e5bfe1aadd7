import type * as pulumi from '@pulumi/pulumi';

export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  /** As the engine would get them: outputs resolved, secrets unwrapped. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly urn: string;
  /** `type name` of the parent; absent for the stack and for what has no other parent. */
  readonly parent?: string;
}

export const ACCOUNT_ID = '123456789012';

/** Runs a Pulumi program without an engine and keeps what it registers, in order. */
export class RecordingMocks implements pulumi.runtime.Mocks {
  readonly resources: RecordedResource[] = [];
  readonly invokes: string[] = [];
  readonly #region: string;
  readonly #partition: string;

  constructor(region: string, partition = 'aws') {
    this.#region = region;
    this.#partition = partition;
  }

  newResource(args: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
    const { type, name, inputs } = args;
    this.resources.push({ type, name, inputs, urn: '' });
    return { id: `${name}-0000000`, state: { ...inputs, ...this.#outputs(type, name) } };
  }

  call({ token }: pulumi.runtime.MockCallArgs): Record<string, unknown> {
    this.invokes.push(token);
    if (token !== 'aws:index/getCallerIdentity:getCallerIdentity') throw new Error(`unexpected invoke ${token}`);
    return { accountId: ACCOUNT_ID, arn: '', id: ACCOUNT_ID, userId: '' };
  }

  #outputs(type: string, name: string): Record<string, unknown> {
    const physical = `${name}-0000000`;
    const arn = (service: string, resource: string) =>
      `arn:${this.#partition}:${service}:${this.#region}:${ACCOUNT_ID}:${resource}`;
    switch (type) {
      case 'aws:s3/bucket:Bucket':
        return { bucket: physical, arn: `arn:${this.#partition}:s3:::${physical}` };
      case 'aws:iam/role:Role':
        return { name: physical, arn: `arn:${this.#partition}:iam::${ACCOUNT_ID}:role/${physical}` };
      case 'aws:cloudwatch/logGroup:LogGroup':
        return { name: `/logs/${physical}`, arn: arn('logs', `log-group:/logs/${physical}`) };
      case 'aws:lambda/function:Function':
        return { name: physical, arn: arn('lambda', `function:${physical}`) };
      case 'aws:sfn/stateMachine:StateMachine':
        return { name: physical, arn: arn('states', `stateMachine:${physical}`) };
      default:
        return {};
    }
  }
}
