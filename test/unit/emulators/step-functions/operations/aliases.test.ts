import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  ListStateMachineAliasesCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { errorOf } from '../../../../support/error-of.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { oneState, ROLE_ARN, StatesBench } from '../states-bench.ts';

const RECORDED = 'recording of AWS: test_sfn_api_aliasing.snapshot.json';

function recorded(id: string, aws: string, test: string, wording: Rule['wording'] = 'none'): Rule {
  return { table: 'step-functions-api', id, aws, here: 'same', wording, source: `${RECORDED} ${test}` };
}

const definition = (value: number) => JSON.stringify(oneState({ Type: 'Pass', Result: value, End: true }));

describe('aliases of state machines', () => {
  let bench: StatesBench;
  let arn = '';
  let draw = 0;
  before(async () => {
    bench = await StatesBench.start({ random: () => draw });
    const { sfn } = bench.clients;
    const created = await sfn.send(
      new CreateStateMachineCommand({ name: 'm', roleArn: ROLE_ARN, definition: definition(1), publish: true }),
    );
    arn = created.stateMachineArn ?? '';
    for (const value of [2, 3]) {
      await sfn.send(
        new UpdateStateMachineCommand({ stateMachineArn: arn, definition: definition(value), publish: true }),
      );
    }
  });
  after(() => bench.close());

  const route = (version: number | string, weight: number) => ({
    stateMachineVersionArn: version === '' ? arn : `${arn}:${version}`,
    weight,
  });
  const create = (name: string, routingConfiguration: object[], fields: object = {}) =>
    bench.clients.sfn.send(
      new CreateStateMachineAliasCommand({
        name,
        routingConfiguration: routingConfiguration as { stateMachineVersionArn: string; weight: number }[],
        ...fields,
      }),
    );
  const refusal = async (work: Promise<unknown>) => {
    const { name, message } = await errorOf(work);
    return `${name}: ${message}`;
  };
  const list = async (stateMachineArn = arn) => {
    const { stateMachineAliases = [] } = await bench.clients.sfn.send(
      new ListStateMachineAliasesCommand({ stateMachineArn }),
    );
    return stateMachineAliases.map(({ stateMachineAliasArn = '' }) => stateMachineAliasArn.split(':').at(-1));
  };
  const remove = (name: string) =>
    bench.clients.sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:${name}` }));
  afterEach(async () => {
    for (const name of await list()) await remove(name ?? '');
  });

  rule(
    recorded(
      'CreateStateMachineAlias',
      'gives a version a name; the same again is the same alias, something else under that name a conflict',
      'test_idempotent_create_alias, test_error_create_alias_not_idempotent',
      'AWS',
    ),
    async () => {
      const first = await create('live', [route(1, 100)], { description: 'd' });
      expect(first.stateMachineAliasArn).to.equal(`${arn}:live`);
      const again = await create('live', [route(1, 100)], { description: 'd' });
      expect(again.creationDate).to.deep.equal(first.creationDate);
      const conflict =
        'ConflictException: Failed to create alias because an alias with the same name and a different routing configuration already exists.';
      expect(await refusal(create('live', [route(1, 100)], { description: 'other' }))).to.equal(conflict);
      expect(await refusal(create('live', [route(2, 100)], { description: 'd' }))).to.equal(conflict);
    },
  );

  const routings: readonly [string, () => object[], string | (() => string)][] = [
    [
      'more than two versions',
      () => [route(1, 50), route(2, 30), route(3, 20)],
      () =>
        `1 validation error detected: Value '[RoutingConfigurationListItem(stateMachineVersionArn=${arn}:1, weight=50), RoutingConfigurationListItem(stateMachineVersionArn=${arn}:2, weight=30), RoutingConfigurationListItem(stateMachineVersionArn=${arn}:3, weight=20)]' at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2`,
    ],
    [
      'one version twice',
      () => [route(1, 50), route(1, 50)],
      () => `Routing configuration must contain distinct state machine version ARNs. Received: [${arn}:1, ${arn}:1]`,
    ],
    [
      'no version',
      () => [route('', 50), route(2, 50)],
      () => `Routing configuration must contain state machine version ARNs. Received: [${arn}, ${arn}:2]`,
    ],
    [
      'a weight over 100',
      () => [route(1, 101)],
      "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
    ],
    [
      'weights under 100',
      () => [route(1, 70), route(2, 29)],
      'Sum of routing configuration weights must equal 100. Received: [70, 29]',
    ],
    [
      'weights over 100',
      () => [route(1, 70), route(2, 31)],
      'Sum of routing configuration weights must equal 100. Received: [70, 31]',
    ],
  ];
  for (const [what, routing, message] of routings) {
    rule(
      recorded(
        `CreateStateMachineAlias.routing: ${what}`,
        'is refused',
        'test_error_create_alias_invalid_router_configs',
        'AWS',
      ),
      async () => {
        const expected = typeof message === 'string' ? message : message();
        expect(await refusal(create('live', routing()))).to.equal(`ValidationException: ${expected}`);
      },
    );
  }

  rule(
    recorded(
      'CreateStateMachineAlias.name',
      'has letters, digits, dots, hyphens and underscores, at most 80, and not digits alone',
      'test_error_create_alias_invalid_name',
      'AWS',
    ),
    async () => {
      for (const name of ['123', 'INVALID ALIAS', '!INVALID', 'ALIAS@']) {
        expect(await refusal(create(name, [route(1, 100)]))).to.equal(
          `ValidationException: 1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$`,
        );
      }
      const long = 'A'.repeat(81);
      expect(await refusal(create(long, [route(1, 100)]))).to.equal(
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
      const { stateMachineAliasArn, creationDate } = await create('live', [route(1, 100)]);
      const update = (fields: object) =>
        bench.clients.sfn.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, ...fields }));
      await update({ description: 'new description' });
      const { updateDate } = await update({ routingConfiguration: [route(1, 50), route(2, 50)] });
      const { $metadata, ...described } = await bench.clients.sfn.send(
        new DescribeStateMachineAliasCommand({ stateMachineAliasArn }),
      );
      expect(described).to.deep.equal({
        stateMachineAliasArn,
        name: 'live',
        description: 'new description',
        routingConfiguration: [route(1, 50), route(2, 50)],
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
      const update = new UpdateStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:none`, description: 'x' });
      expect(await refusal(bench.clients.sfn.send(update))).to.equal(
        'ResourceNotFound: Request references a resource that does not exist.',
      );
      await remove('none');
    },
  );

  rule(
    recorded(
      'ListStateMachineAliases, DeleteStateMachineAlias',
      'list what is there, of a version those that point to it',
      'test_base_lifecycle_create_delete_list',
    ),
    async () => {
      await create('a-0', [route(1, 100)]);
      await create('a-1', [route(1, 10), route(2, 90)]);
      expect(await list()).to.deep.equal(['a-0', 'a-1']);
      expect(await list(`${arn}:2`)).to.deep.equal(['a-1']);
      await remove('a-0');
      expect(await list()).to.deep.equal(['a-1']);
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
      await create('live', [route(1, 100)]);
      const command = new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${arn}:1` });
      expect(await refusal(bench.clients.sfn.send(command))).to.equal(
        'ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
      );
    },
  );

  rule(
    recorded(
      'StartExecution.alias',
      'shares executions out by weight; an execution shows the alias and the version that it got',
      'test_base_lifecycle_create_invoke_describe_list',
    ),
    async () => {
      await create('live', [route(1, 30), route(2, 70)]);
      const draws: readonly [number, number][] = [
        [0.29, 1],
        [0.3, 2],
        [0.99, 2],
      ];
      for (const [drawn, version] of draws) {
        draw = drawn;
        const executionArn = await bench.start(`${arn}:live`);
        expect((await bench.ended(executionArn)).result).to.equal(version);
        const described = await bench.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
        expect(described).to.include({
          stateMachineArn: arn,
          stateMachineAliasArn: `${arn}:live`,
          stateMachineVersionArn: `${arn}:${version}`,
        });
      }
    },
  );
});
