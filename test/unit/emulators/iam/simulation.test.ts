import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  type ContextEntry,
  CreateInstanceProfileCommand,
  CreatePolicyCommand,
  DeleteInstanceProfileCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetAccountAuthorizationDetailsCommand,
  GetInstanceProfileCommand,
  GetRoleCommand,
  ListInstanceProfilesForRoleCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  RemoveRoleFromInstanceProfileCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'chai';
import { type Rule, rule } from '../../../support/rule.ts';
import { IamFixture, refusal } from './iam-fixture.ts';

const TESTING = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html';
const BOUNDARIES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html';
const ROLE = 'arn:aws:iam::000000000000:role/r';
const S3_READ = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const statement = (Action: string, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const documentOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const same = (id: string, aws: string, source: string): Rule => ({
  table: 'iam',
  id,
  aws,
  here: 'same',
  wording: 'none',
  source,
});

describe('what roles may do, asked of IAM', () => {
  let fixture: IamFixture;
  beforeEach(async () => {
    fixture = await IamFixture.start();
    await fixture.createRole('r');
  });
  afterEach(() => fixture.stop());

  const ask = async (document: string, ActionNames: string[], ContextEntries?: ContextEntry[], boundary?: string) => {
    const input = {
      PolicyInputList: [document],
      ActionNames,
      ContextEntries,
      ...(boundary === undefined ? {} : { PermissionsBoundaryPolicyInputList: [boundary] }),
    };
    const { EvaluationResults = [] } = await fixture.clients.iam.send(new SimulateCustomPolicyCommand(input));
    return EvaluationResults;
  };
  const askRole = async (...ActionNames: string[]) => {
    const input = { PolicySourceArn: ROLE, ActionNames };
    const { EvaluationResults = [] } = await fixture.clients.iam.send(new SimulatePrincipalPolicyCommand(input));
    return EvaluationResults.map(({ EvalActionName, EvalDecision }) => `${EvalActionName} ${EvalDecision}`);
  };

  rule(
    same(
      'simulation.decisions',
      'a simulation says allowed, explicitDeny or implicitDeny, and by which policy',
      TESTING,
    ),
    async () => {
      const document = documentOf(statement('s3:*'), statement('s3:Delete*', { Effect: 'Deny' }));
      const results = await ask(document, ['s3:GetObject', 's3:DeleteObject', 'sns:Publish']);
      expect(
        results.map(({ EvalDecision, EvalResourceName, MatchedStatements = [] }) => [
          EvalDecision,
          EvalResourceName,
          MatchedStatements.map(({ SourcePolicyId }) => SourcePolicyId),
        ]),
      ).to.deep.equal([
        ['allowed', '*', ['PolicyInputList.1']],
        ['explicitDeny', '*', ['PolicyInputList.1']],
        ['implicitDeny', '*', []],
      ]);
    },
  );

  rule(same('simulation.context', 'condition keys that were given no value are named', TESTING), async () => {
    const document = documentOf(statement('s3:*', { Condition: { StringEquals: { 's3:prefix': 'a' } } }));
    const [without] = await ask(document, ['s3:ListBucket']);
    expect([without?.EvalDecision, without?.MissingContextValues]).to.deep.equal(['implicitDeny', ['s3:prefix']]);
    const entry = { ContextKeyName: 's3:prefix', ContextKeyValues: ['a'], ContextKeyType: 'string' as const };
    const [given] = await ask(document, ['s3:ListBucket'], [entry]);
    expect([given?.EvalDecision, given?.MissingContextValues ?? []]).to.deep.equal(['allowed', []]);
  });

  rule(
    same('simulation.boundary', 'a boundary keeps from what it does not allow, and the answer says so', BOUNDARIES),
    async () => {
      const results = await ask(
        documentOf(statement('*')),
        ['s3:GetObject', 'sns:Publish'],
        [],
        documentOf(statement('s3:*')),
      );
      expect(
        results.map(({ EvalDecision, PermissionsBoundaryDecisionDetail: detail }) => [
          EvalDecision,
          detail?.AllowedByPermissionsBoundary,
        ]),
      ).to.deep.equal([
        ['allowed', true],
        ['implicitDeny', false],
      ]);
    },
  );

  rule(
    same('simulation.principal', 'of a role its inline and attached policies and its boundary count', TESTING),
    async () => {
      const { iam } = fixture.clients;
      const inline = { RoleName: 'r', PolicyName: 'inline', PolicyDocument: documentOf(statement('sns:Publish')) };
      await iam.send(new PutRolePolicyCommand(inline));
      await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn: S3_READ }));
      const actions = ['s3:GetObject', 'sns:Publish', 's3:PutObject'];
      expect(await askRole(...actions)).to.deep.equal([
        's3:GetObject allowed',
        'sns:Publish allowed',
        's3:PutObject implicitDeny',
      ]);
      await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'r', PermissionsBoundary: S3_READ }));
      expect(await askRole('s3:GetObject', 'sns:Publish')).to.deep.equal([
        's3:GetObject allowed',
        'sns:Publish implicitDeny',
      ]);
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'r' }));
      expect(Role?.PermissionsBoundary).to.deep.equal({
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: S3_READ,
      });
      await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'r' }));
      expect(await askRole('sns:Publish')).to.deep.equal(['sns:Publish allowed']);
      const nobody = iam.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn: `${ROLE}x`, ActionNames: ['s3:Get'] }),
      );
      expect(await refusal(nobody)).to.match(
        /^NoSuchEntityException: \[rehearsal\] PolicySourceArn .*rx is not the ARN of a role/,
      );
    },
  );

  rule(
    same(
      'account.details',
      'roles with all that they have, and policies with their versions, are told at once',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html',
    ),
    async () => {
      const { iam } = fixture.clients;
      const own = await iam.send(
        new CreatePolicyCommand({ PolicyName: 'own', PolicyDocument: documentOf(statement('s3:*')) }),
      );
      const arn = own.Policy?.Arn ?? '';
      await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn: arn }));
      await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn: S3_READ }));
      const all = await iam.send(new GetAccountAuthorizationDetailsCommand({}));
      expect(
        all.RoleDetailList?.map(({ RoleName, AttachedManagedPolicies }) => [RoleName, AttachedManagedPolicies]),
      ).to.deep.equal([
        [
          'r',
          [
            { PolicyName: 'own', PolicyArn: arn },
            { PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: S3_READ },
          ],
        ],
      ]);
      expect(
        all.Policies?.map(({ PolicyName, PolicyVersionList = [] }) => [PolicyName, PolicyVersionList.length]),
      ).to.deep.equal([
        ['own', 1],
        ['AmazonS3ReadOnlyAccess', 1],
      ]);
      const local = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['LocalManagedPolicy'] }));
      expect([local.RoleDetailList, local.Policies?.length, local.IsTruncated]).to.deep.equal([[], 1, false]);
      const page = await iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1 }));
      expect([page.RoleDetailList?.length, page.Policies, page.IsTruncated]).to.deep.equal([1, [], true]);
    },
  );

  rule(
    same(
      'instanceProfiles',
      'an instance profile has one role, and neither is deleted before they part',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html',
    ),
    async () => {
      const { iam } = fixture.clients;
      const profile = { InstanceProfileName: 'p' };
      const { InstanceProfile } = await iam.send(new CreateInstanceProfileCommand(profile));
      expect(InstanceProfile).to.deep.include({ Arn: 'arn:aws:iam::000000000000:instance-profile/p', Roles: [] });
      await iam.send(new AddRoleToInstanceProfileCommand({ ...profile, RoleName: 'r' }));
      expect(await refusal(iam.send(new AddRoleToInstanceProfileCommand({ ...profile, RoleName: 'r' })))).to.equal(
        'LimitExceededException: Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1 (409)',
      );
      const { InstanceProfiles = [] } = await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'r' }));
      expect(InstanceProfiles.map(({ Roles = [] }) => Roles.map(({ Arn }) => Arn))).to.deep.equal([[ROLE]]);
      const conflict =
        'DeleteConflictException: Cannot delete entity, must remove roles from instance profile first. (409)';
      expect(await refusal(iam.send(new DeleteInstanceProfileCommand(profile)))).to.equal(conflict);
      expect(await refusal(iam.send(new DeleteRoleCommand({ RoleName: 'r' })))).to.equal(conflict);
      await iam.send(new RemoveRoleFromInstanceProfileCommand({ ...profile, RoleName: 'r' }));
      expect(await refusal(iam.send(new RemoveRoleFromInstanceProfileCommand({ ...profile, RoleName: 'r' })))).to.equal(
        'NoSuchEntityException: Role r in Instance Profile p cannot be found. (404)',
      );
      await iam.send(new DeleteInstanceProfileCommand(profile));
      expect(await refusal(iam.send(new GetInstanceProfileCommand(profile)))).to.equal(
        'NoSuchEntityException: Instance Profile p cannot be found. (404)',
      );
    },
  );
});
