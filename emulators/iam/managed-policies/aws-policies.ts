import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import type { ManagedPolicy } from './managed-policy.ts';

interface PolicyFile {
  readonly policies: readonly {
    readonly policyName: string;
    readonly path: string;
    readonly versionId: string;
    readonly createDate: string;
    readonly updateDate: string;
    readonly document: JsonObject;
  }[];
}

const FILE = new URL('./aws-policies.json', import.meta.url);
let loaded: ReadonlyMap<string, ManagedPolicy> | undefined;

/** Policies of AWS's own by ARN, with their documents (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html): their default versions only. */
export function awsPolicies(): ReadonlyMap<string, ManagedPolicy> {
  loaded ??= readPolicies();
  return loaded;
}

export function isAwsPolicy(arn: string): boolean {
  return arn.startsWith('arn:aws:iam::aws:policy/');
}

function readPolicies(): ReadonlyMap<string, ManagedPolicy> {
  const { policies } = JSON.parse(readFileSync(FILE, 'utf8')) as PolicyFile;
  const all = policies.map(({ policyName, path, versionId, createDate, updateDate, document }): ManagedPolicy => {
    const versions = [{ versionId, document: JSON.stringify(document), createDate: updateDate }];
    const arn = `arn:aws:iam::aws:policy${path}${policyName}`;
    const names = { policyName, policyId: idOf(policyName), arn, path };
    return { ...names, createDate, updateDate, defaultVersionId: versionId, versions, versionCount: 1, tags: [] };
  });
  return new Map(all.map((policy) => [policy.arn, policy]));
}

/** In the form of AWS's, which are not known: the same at each start. */
function idOf(name: string): string {
  return `ANPA${createHash('sha256').update(name).digest('hex').slice(0, 17).toUpperCase()}`;
}
