import {
  DeleteStateMachineVersionCommand,
  DescribeStateMachineAliasCommand,
  UpdateStateMachineAliasCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { refusal } from '../../../../support/error-of.ts';
import { rule } from '../../../../support/rule.ts';
import { recorded, useAliasLab } from './alias-lab.ts';

describe('aliases of state machines', () => {
  const lab = useAliasLab();

  rule(
    recorded(
      'CreateStateMachineAlias',
      'gives a version a name; the same again is the same alias, something else under that name a conflict',
      'test_idempotent_create_alias, test_error_create_alias_not_idempotent',
      'AWS',
    ),
    async () => {
      const first = await lab().create('live', [lab().route(1, 100)], { description: 'd' });
      expect(first.stateMachineAliasArn).to.equal(`${lab().arn}:live`);
      const again = await lab().create('live', [lab().route(1, 100)], { description: 'd' });
      expect(again.creationDate).to.deep.equal(first.creationDate);
      const conflict =
        'ConflictException: Failed to create alias because an alias with the same name and a different routing configuration already exists.';
      expect(await refusal(lab().create('live', [lab().route(1, 100)], { description: 'other' }))).to.equal(conflict);
      expect(await refusal(lab().create('live', [lab().route(2, 100)], { description: 'd' }))).to.equal(conflict);
    },
  );

  rule(
    recorded(
      'CreateStateMachineAlias.name',
      'has letters, digits, dots, hyphens and underscores, at most 80, and not digits alone',
      'test_error_create_alias_invalid_name',
      'AWS',
    ),
    async () => {
      for (const name of ['123', 'INVALID ALIAS', '!INVALID', 'ALIAS@']) {
        expect(await refusal(lab().create(name, [lab().route(1, 100)]))).to.equal(
          `ValidationException: 1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$`,
        );
      }
      const long = 'A'.repeat(81);
      expect(await refusal(lab().create(long, [lab().route(1, 100)]))).to.equal(
        `ValidationException: 1 validation error detected: Value '${long}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80`,
      );
    },
  );

  rule(
    recorded(
      'UpdateStateMachineAlias, DescribeStateMachineAlias',
      'change and show description and routing',
      'test_base_lifecycle_create_update_describe',
    ),
    async () => {
      const { stateMachineAliasArn, creationDate } = await lab().create('live', [lab().route(1, 100)]);
      const update = (fields: object) =>
        lab().bench.clients.sfn.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, ...fields }));
      await update({ description: 'new description' });
      const { updateDate } = await update({ routingConfiguration: [lab().route(1, 50), lab().route(2, 50)] });
      const { $metadata, ...described } = await lab().bench.clients.sfn.send(
        new DescribeStateMachineAliasCommand({ stateMachineAliasArn }),
      );
      expect(described).to.deep.equal({
        stateMachineAliasArn,
        name: 'live',
        description: 'new description',
        routingConfiguration: [lab().route(1, 50), lab().route(2, 50)],
        creationDate,
        updateDate,
      });
    },
  );

  rule(
    recorded(
      'UpdateStateMachineAlias.ResourceNotFound',
      'an alias that does not exist is not changed; deleting it succeeds',
      'test_update_no_such_alias_arn, test_delete_no_such_alias_arn',
      'AWS',
    ),
    async () => {
      const update = new UpdateStateMachineAliasCommand({
        stateMachineAliasArn: `${lab().arn}:none`,
        description: 'x',
      });
      expect(await refusal(lab().bench.clients.sfn.send(update))).to.equal(
        'ResourceNotFound: Request references a resource that does not exist.',
      );
      await lab().remove('none');
    },
  );

  rule(
    recorded(
      'ListStateMachineAliases, DeleteStateMachineAlias',
      'list what is there, of a version those that point to it',
      'test_base_lifecycle_create_delete_list',
    ),
    async () => {
      await lab().create('a-0', [lab().route(1, 100)]);
      await lab().create('a-1', [lab().route(1, 10), lab().route(2, 90)]);
      expect(await lab().list()).to.deep.equal(['a-0', 'a-1']);
      expect(await lab().list(`${lab().arn}:2`)).to.deep.equal(['a-1']);
      await lab().remove('a-0');
      expect(await lab().list()).to.deep.equal(['a-1']);
    },
  );

  rule(
    recorded(
      'DeleteStateMachineVersion.ConflictException',
      'a version that an alias points to stays',
      'test_delete_version_with_alias',
      'AWS',
    ),
    async () => {
      await lab().create('live', [lab().route(1, 100)]);
      const command = new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${lab().arn}:1` });
      expect(await refusal(lab().bench.clients.sfn.send(command))).to.equal(
        'ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
      );
    },
  );
});
