import { AwsError } from '../../core/wire/aws-error.ts';
import type { QueryOperations } from '../../core/wire/wire-query.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import { markerPage } from '../marker-page.ts';
import { checkIdentityPolicy } from '../policy-document.ts';
import * as rules from '../role-rules.ts';
import { now } from '../unique-id.ts';
import { versionXml } from './managed-policy.ts';
import { policyArn } from './policy-operations.ts';
import type { PolicyStore } from './policy-store.ts';

const MAX_VERSIONS = 5;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html */
export function policyVersionOperations(policies: PolicyStore): QueryOperations {
  return {
    CreatePolicyVersion: (params) => createVersion(params, policies),
    GetPolicyVersion: (params) => {
      const { policy, version } = policies.version(policyArn(params), versionId(params));
      return { PolicyVersion: versionXml(policy, version, 'whole') };
    },
    ListPolicyVersions: (params) => {
      const policy = policies.required(policyArn(params));
      const newestFirst = policy.versions.toReversed();
      return markerPage(params, 'Versions', newestFirst, (version) => versionXml(policy, version, 'listed'));
    },
    SetDefaultPolicyVersion: (params) => {
      const { policy, version } = policies.version(policyArn(params), versionId(params));
      policies.own(policy.arn);
      policies.put({ ...policy, defaultVersionId: version.versionId, updateDate: now() });
      return undefined;
    },
    DeletePolicyVersion: (params) => {
      const { policy, version } = policies.version(policyArn(params), versionId(params));
      policies.own(policy.arn);
      if (version.versionId === policy.defaultVersionId) {
        throw new AwsError('DeleteConflict', 409, 'Cannot delete the default version of a policy.');
      }
      policies.put({ ...policy, versions: policy.versions.filter((one) => one !== version) });
      return undefined;
    },
  };
}

function versionId(params: URLSearchParams): string {
  return params.get('VersionId') ?? '';
}

function createVersion(params: URLSearchParams, policies: PolicyStore): XmlObject {
  const policy = policies.own(policyArn(params));
  const document = params.get('PolicyDocument') ?? '';
  checkIdentityPolicy(document);
  rules.checkManagedPolicySize(document);
  if (policy.versions.length >= MAX_VERSIONS) {
    const text = `A managed policy can have up to ${MAX_VERSIONS} versions. Before you create a new version, you must delete an existing version.`;
    throw new AwsError('LimitExceeded', 409, text);
  }
  const versionCount = policy.versionCount + 1;
  const version = { versionId: `v${versionCount}`, document, createDate: now() };
  const isDefault = params.get('SetAsDefault') === 'true';
  const changed = {
    ...policy,
    versionCount,
    updateDate: version.createDate,
    versions: [...policy.versions, version],
    ...(isDefault ? { defaultVersionId: version.versionId } : {}),
  };
  policies.put(changed);
  return { PolicyVersion: versionXml(changed, version, 'listed') };
}
