import { RecordStore } from '../../core/storage/record-store.ts';
import { AwsError, notImplemented } from '../../core/wire/aws-error.ts';
import { awsPolicies, isAwsPolicy } from './aws-policies.ts';
import { MANAGED_POLICIES, type ManagedPolicy, type PolicyVersion } from './managed-policy.ts';

const ARN = /^arn:aws[a-z-]*:iam::(?:aws|\d{12}):policy\/.+$/;

/** The account's managed policies, and those of AWS's own that are known here. */
export class PolicyStore {
  readonly #own: RecordStore<ManagedPolicy>;

  constructor(folder: string) {
    this.#own = new RecordStore(folder, MANAGED_POLICIES);
  }

  find(arn: string): ManagedPolicy | undefined {
    return this.#own.get(arn) ?? awsPolicies().get(arn);
  }

  /** Refuses an ARN that is none, and one of a policy that is not there; `text` is what IAM says of that. */
  required(arn: string, text = `Policy ${arn} was not found.`): ManagedPolicy {
    if (!ARN.test(arn)) throw new AwsError('InvalidInput', 400, `ARN ${arn} is not valid.`);
    const policy = this.find(arn);
    if (policy !== undefined) return policy;
    if (isAwsPolicy(arn)) throw unknownAwsPolicy(arn);
    throw new AwsError('NoSuchEntity', 404, text);
  }

  /** One that roles may be given. */
  attachable(arn: string): ManagedPolicy {
    return this.required(arn, `Policy ${arn} does not exist or is not attachable.`);
  }

  /** One that may bound roles; IAM calls it the scope where it is not there. */
  boundary(arn: string): ManagedPolicy {
    return this.required(arn, `Scope ARN: ${arn} does not exist or is not attachable.`);
  }

  /** One of the account, for AWS's own are nobody's to change. */
  own(arn: string, text?: string): ManagedPolicy {
    const policy = this.required(arn, text);
    if (!isAwsPolicy(arn)) return policy;
    throw new AwsError('AccessDenied', 403, `[rehearsal] ${arn} is AWS's own: it can be attached, not changed`);
  }

  version(arn: string, versionId: string): { readonly policy: ManagedPolicy; readonly version: PolicyVersion } {
    const text = `Policy ${arn} version ${versionId} does not exist or is not attachable.`;
    const policy = this.required(arn, text);
    const version = policy.versions.find((one) => one.versionId === versionId);
    if (version === undefined) throw new AwsError('NoSuchEntity', 404, text);
    return { policy, version };
  }

  /** In order of name. */
  list(scope: 'All' | 'AWS' | 'Local'): readonly ManagedPolicy[] {
    const own = scope === 'AWS' ? [] : this.#own.values();
    const aws = scope === 'Local' ? [] : awsPolicies().values();
    return [...own, ...aws].sort((a, b) => (a.policyName < b.policyName ? -1 : 1));
  }

  add(policy: ManagedPolicy): void {
    const lower = policy.policyName.toLowerCase();
    if (this.#own.values().some(({ policyName }) => policyName.toLowerCase() === lower)) {
      const text = `A policy called ${policy.policyName} already exists. Duplicate names are not allowed.`;
      throw new AwsError('EntityAlreadyExists', 409, text);
    }
    this.put(policy);
  }

  put(policy: ManagedPolicy): void {
    this.#own.put(policy.arn, policy);
  }

  delete(policy: ManagedPolicy): void {
    this.#own.delete(policy.arn);
  }
}

function unknownAwsPolicy(arn: string): AwsError {
  const known = [...awsPolicies().values()].map(({ policyName }) => policyName).sort();
  return notImplemented('iam', `the AWS managed policy ${arn} (known: ${known.join(', ')})`);
}
