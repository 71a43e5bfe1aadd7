import { AwsError } from '../../core/wire/aws-error.ts';
import type { QueryOperations } from '../../core/wire/wire-query.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import { markerPage } from '../marker-page.ts';
import { roleXml, tagsXml } from '../role.ts';
import type { RoleState } from '../role-operations.ts';
import * as rules from '../role-rules.ts';
import type { RoleStore } from '../role-store.ts';
import { newInstanceProfileId, now } from '../unique-id.ts';
import type { InstanceProfile } from './instance-profile-store.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html */
export function instanceProfileOperations(state: RoleState): QueryOperations {
  const { profiles, roles } = state;
  const show = (profile: InstanceProfile) => instanceProfileXml(profile, roles);
  return {
    ...roleOperations(state),
    CreateInstanceProfile: (params) => ({ InstanceProfile: show(createProfile(params, state)) }),
    GetInstanceProfile: (params) => ({ InstanceProfile: show(profiles.required(profileName(params))) }),
    ListInstanceProfiles: (params) => {
      const prefix = params.get('PathPrefix') ?? '/';
      const found = profiles.sortedByName().filter(({ path }) => path.startsWith(prefix));
      return markerPage(params, 'InstanceProfiles', found, show);
    },
    ListInstanceProfilesForRole: (params) => {
      const { roleName } = roles.required(rules.roleName(params));
      return markerPage(params, 'InstanceProfiles', profiles.ofRole(roleName), show);
    },
    DeleteInstanceProfile: (params) => {
      const profile = profiles.required(profileName(params));
      if (profile.roleName !== undefined) {
        const text = 'Cannot delete entity, must remove roles from instance profile first.';
        throw new AwsError('DeleteConflict', 409, text);
      }
      profiles.delete(profile);
      return undefined;
    },
  };
}

function roleOperations({ profiles, roles }: RoleState): QueryOperations {
  return {
    AddRoleToInstanceProfile: (params) => {
      const profile = profiles.required(profileName(params));
      const { roleName } = roles.required(rules.roleName(params));
      if (profile.roleName !== undefined) {
        const text = 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1';
        throw new AwsError('LimitExceeded', 409, text);
      }
      profiles.put({ ...profile, roleName });
      return undefined;
    },
    RemoveRoleFromInstanceProfile: (params) => {
      const { roleName, ...profile } = profiles.required(profileName(params));
      const asked = rules.roleName(params);
      if (roleName !== asked) {
        const text = `Role ${asked} in Instance Profile ${profile.name} cannot be found.`;
        throw new AwsError('NoSuchEntity', 404, text);
      }
      profiles.put(profile);
      return undefined;
    },
  };
}

export function instanceProfileXml(profile: InstanceProfile, roles: RoleStore): XmlObject {
  const role = profile.roleName === undefined ? undefined : roles.find(profile.roleName);
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.createDate,
    Roles: { member: role === undefined ? [] : [roleXml(role, 'listed')] },
    ...(profile.tags.length === 0 ? {} : { Tags: tagsXml(profile.tags) }),
  };
}

function profileName(params: URLSearchParams): string {
  return params.get('InstanceProfileName') ?? '';
}

function createProfile(params: URLSearchParams, { profiles, accountId }: RoleState): InstanceProfile {
  const name = profileName(params);
  const path = params.get('Path') ?? '/';
  const profile: InstanceProfile = {
    name,
    id: newInstanceProfileId(),
    arn: `arn:aws:iam::${accountId}:instance-profile${path}${name}`,
    path,
    createDate: now(),
    tags: rules.mergedTags([], rules.tagsOf(params), 'TagsPerInstanceProfile'),
  };
  profiles.add(profile);
  return profile;
}
