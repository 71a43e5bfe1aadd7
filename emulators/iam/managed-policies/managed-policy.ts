import type { RecordKind } from '../../core/storage/record-file.ts';
import { ifPresent, isNumber, isText, listOf, record } from '../../core/storage/record-shape.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import { encodePolicy, type Tag, tagsXml } from '../role.ts';

/** A policy that roles have attached, with its versions: a customer's own, or one of AWS's. */
export interface ManagedPolicy {
  readonly policyName: string;
  readonly policyId: string;
  readonly arn: string;
  readonly path: string;
  readonly description?: string;
  /** ISO 8601, as all dates here. */
  readonly createDate: string;
  readonly updateDate: string;
  readonly defaultVersionId: string;
  /** From the oldest to the newest. */
  readonly versions: readonly PolicyVersion[];
  /** Of versions so far, since no number is given twice. */
  readonly versionCount: number;
  readonly tags: readonly Tag[];
}

export interface PolicyVersion {
  readonly versionId: string;
  readonly document: string;
  readonly createDate: string;
}

export const MANAGED_POLICIES: RecordKind<ManagedPolicy> = {
  noun: 'IAM policy',
  isRecord: record<ManagedPolicy>({
    policyName: isText,
    policyId: isText,
    arn: isText,
    path: isText,
    description: ifPresent(isText),
    createDate: isText,
    updateDate: isText,
    defaultVersionId: isText,
    versions: listOf(record<PolicyVersion>({ versionId: isText, document: isText, createDate: isText })),
    versionCount: isNumber,
    tags: listOf(record<Tag>({ key: isText, value: isText })),
  }),
};

/** What of it decides. */
export function defaultDocument({ versions, defaultVersionId }: ManagedPolicy): string {
  return versions.find(({ versionId }) => versionId === defaultVersionId)?.document ?? '{}';
}

/** How many roles have it, and how many are bounded by it. */
export interface PolicyUses {
  readonly attachments: number;
  readonly boundaries: number;
}

/** `created` shows tags only if there are some, `listed` none, and only `whole` has the description. */
export function policyXml(policy: ManagedPolicy, uses: PolicyUses, detail: 'whole' | 'created' | 'listed'): XmlObject {
  const showsTags = detail === 'whole' || (detail === 'created' && policy.tags.length > 0);
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: uses.attachments,
    PermissionsBoundaryUsageCount: uses.boundaries,
    IsAttachable: true,
    ...(detail === 'whole' ? { Description: policy.description } : {}),
    CreateDate: policy.createDate,
    UpdateDate: policy.updateDate,
    ...(showsTags ? { Tags: tagsXml(policy.tags) } : {}),
  };
}

export function versionXml(policy: ManagedPolicy, version: PolicyVersion, detail: 'whole' | 'listed'): XmlObject {
  return {
    ...(detail === 'whole' ? { Document: encodePolicy(version.document) } : {}),
    VersionId: version.versionId,
    IsDefaultVersion: version.versionId === policy.defaultVersionId,
    CreateDate: version.createDate,
  };
}
