import { UserError } from '../emulators/core/user-error.ts';
import { AWS_FACTS } from './plan/aws-facts.ts';
import { policyDocumentAnswer } from './policy-document/policy-document-answer.ts';

export const ACCOUNT_ID = '123456789012';

type Values = Readonly<Record<string, unknown>>;

/** ARNs of resources whose form the program's own statements are compared with; any other type gets one of its type's name. */
const ARN_RESOURCES: Readonly<Record<string, (name: string) => readonly [service: string, resource: string]>> = {
  'aws:cloudwatch/eventRule:EventRule': (name) => ['events', `rule/${name}`],
  'aws:cloudwatch/metricAlarm:MetricAlarm': (name) => ['cloudwatch', `alarm:${name}`],
  'aws:lambda/function:Function': (name) => ['lambda', `function:${name}`],
  'aws:sagemaker/modelPackageGroup:ModelPackageGroup': (name) => ['sagemaker', `model-package-group/${name}`],
  'aws:sfn/stateMachine:StateMachine': (name) => ['states', `stateMachine:${name}`],
  'aws:sns/topic:Topic': (name) => ['sns', name],
};

/** Stands for the AWS provider of one region: gives resources names and ARNs, and answers functions that need no account. */
export class ProviderAnswers {
  readonly #region: string;
  readonly #partition: string;

  constructor(region: string) {
    this.#region = region;
    this.#partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  }

  /** The answer of a function of the provider; throws where only an account could give it. */
  answer(token: string, inputs: Values): Record<string, unknown> {
    const answer = this.#functions(inputs)[token];
    if (answer !== undefined) return answer();
    const known = Object.keys(this.#functions({})).map((name) => name.split(':').at(-1));
    throw new UserError(
      'UnansweredFunction',
      `the program calls ${token}: without an account only ${known.join(', ')} are answered; give the value by configuration`,
    );
  }

  #functions(inputs: Values): Readonly<Record<string, () => Record<string, unknown>>> {
    const region = this.#region;
    const partition = this.#partition;
    const name = String(inputs['bucket']);
    const root = `arn:${partition}:iam::${ACCOUNT_ID}:root`;
    const dnsSuffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    const endpoint = `ec2.${region}.${dnsSuffix}`;
    const arn = `arn:${partition}:s3:::${name}`;
    return {
      'aws:index/getCallerIdentity:getCallerIdentity': () => ({
        accountId: ACCOUNT_ID,
        arn: root,
        id: ACCOUNT_ID,
        userId: '',
      }),
      'aws:index/getRegion:getRegion': () => ({ id: region, region, name: region, description: region, endpoint }),
      'aws:index/getPartition:getPartition': () => ({ id: partition, partition, dnsSuffix }),
      'aws:s3/getBucket:getBucket': () => ({ id: name, bucket: name, arn, bucketRegion: region, region }),
      'aws:iam/getPolicyDocument:getPolicyDocument': () => policyDocumentAnswer(inputs),
    };
  }

  /** What the provider gives a resource: what it makes up, what the program sets, and what no program sets. */
  outputs(type: string, id: string, inputs: Values): Record<string, unknown> {
    return { ...this.#made(type, id), ...inputs, ...this.#fixed(type, id, inputs) };
  }

  #made(type: string, id: string): Record<string, unknown> {
    const [, module = ''] = type.split(':');
    const [service = ''] = module.split('/');
    const known = ARN_RESOURCES[type]?.(id) ?? [service, `${module.split('/').at(-1)}/${id}`];
    return { name: id, arn: `arn:${this.#partition}:${known[0]}:${this.#region}:${ACCOUNT_ID}:${known[1]}` };
  }

  /** For the types whose ARNs or names are formed in another way. */
  #fixed(type: string, id: string, inputs: Values): Record<string, unknown> {
    switch (type) {
      case 'aws:s3/bucket:Bucket':
        return { bucket: id, arn: `arn:${this.#partition}:s3:::${id}` };
      case 'aws:iam/role:Role':
        return { name: id, arn: `arn:${this.#partition}:iam::${ACCOUNT_ID}:role/${id}` };
      case 'aws:cloudwatch/logGroup:LogGroup': {
        const name = typeof inputs['name'] === 'string' ? inputs['name'] : `/logs/${id}`;
        return { name, arn: `arn:${this.#partition}:logs:${this.#region}:${ACCOUNT_ID}:log-group:${name}` };
      }
      default:
        return {};
    }
  }
}

/** The name that the program gives a resource by hand, if it gives one. */
export function givenName(type: string, inputs: Values): string | undefined {
  const naming = AWS_FACTS.naming[type];
  const given = naming === undefined ? undefined : inputs[naming];
  return typeof given === 'string' ? given : undefined;
}
