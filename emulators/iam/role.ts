import type { RecordKind } from '../core/storage/record-file.ts';
import { ifPresent, isNumber, isText, isTextMap, listOf, record } from '../core/storage/record-shape.ts';
import type { XmlObject } from '../core/wire/wire-xml.ts';

/** One role as it is on disk. */
export interface Role {
  readonly roleName: string;
  readonly roleId: string;
  readonly path: string;
  readonly arn: string;
  /** ISO 8601. */
  readonly createDate: string;
  readonly trustPolicy: string;
  readonly description?: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
  readonly tags: readonly Tag[];
  /** Inline policies: name to document text as it was put. */
  readonly policies: Readonly<Record<string, string>>;
  /** ARNs of managed policies, in the order in which they were attached. */
  readonly attachedPolicies?: readonly string[];
  /** ARN of the managed policy that bounds what the others allow. */
  readonly permissionsBoundary?: string;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export const ROLES: RecordKind<Role> = {
  noun: 'IAM role',
  isRecord: record<Role>({
    roleName: isText,
    roleId: isText,
    path: isText,
    arn: isText,
    createDate: isText,
    trustPolicy: isText,
    description: ifPresent(isText),
    maxSessionDuration: isNumber,
    tags: listOf(record<Tag>({ key: isText, value: isText })),
    policies: isTextMap,
    attachedPolicies: ifPresent(listOf(isText)),
    permissionsBoundary: ifPresent(isText),
  }),
};

/** The role as GetRole shows it; ListRoles shows no tags. */
export function roleXml(role: Role, detail: 'whole' | 'listed' = 'whole'): XmlObject {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: role.createDate,
    AssumeRolePolicyDocument: encodePolicy(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    ...(detail === 'whole' ? boundaryXml(role) : {}),
    ...(detail === 'whole' && role.tags.length > 0 ? { Tags: tagsXml(role.tags) } : {}),
  };
}

export function boundaryXml({ permissionsBoundary }: Role): XmlObject {
  if (permissionsBoundary === undefined) return {};
  return {
    PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: permissionsBoundary },
  };
}

export function tagsXml(tags: readonly Tag[]): XmlObject {
  return { member: tags.map(({ key, value }) => ({ Key: key, Value: value })) };
}

/** IAM answers policy documents percent-encoded by RFC 3986, which is stricter than encodeURIComponent. */
export function encodePolicy(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
