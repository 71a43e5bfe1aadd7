import { DescribeExecutionCommand, type RoutingConfigurationListItem } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { refusal } from '../../../../support/error-of.ts';
import { rule } from '../../../../support/rule.ts';
import { recorded, useAliasLab } from './alias-lab.ts';

describe('the routing of aliases to versions', () => {
  const lab = useAliasLab();

  rule(
    recorded(
      'StartExecution.alias',
      'shares executions out by weight; an execution shows the alias and the version that it got',
      'test_base_lifecycle_create_invoke_describe_list',
    ),
    async () => {
      await lab().create('live', [lab().route(1, 30), lab().route(2, 70)]);
      const draws: readonly [number, number][] = [
        [0.29, 1],
        [0.3, 2],
        [0.99, 2],
      ];
      for (const [drawn, version] of draws) {
        lab().chance.draw = drawn;
        const executionArn = await lab().bench.start(`${lab().arn}:live`);
        expect((await lab().bench.ended(executionArn)).result).to.equal(version);
        const described = await lab().bench.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
        expect(described).to.include({
          stateMachineArn: lab().arn,
          stateMachineAliasArn: `${lab().arn}:live`,
          stateMachineVersionArn: `${lab().arn}:${version}`,
        });
      }
    },
  );

  const routings: readonly [string, () => RoutingConfigurationListItem[], string | (() => string)][] = [
    [
      'more than two versions',
      () => [lab().route(1, 50), lab().route(2, 30), lab().route(3, 20)],
      () =>
        `1 validation error detected: Value '[RoutingConfigurationListItem(stateMachineVersionArn=${lab().arn}:1, weight=50), RoutingConfigurationListItem(stateMachineVersionArn=${lab().arn}:2, weight=30), RoutingConfigurationListItem(stateMachineVersionArn=${lab().arn}:3, weight=20)]' at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2`,
    ],
    [
      'one version twice',
      () => [lab().route(1, 50), lab().route(1, 50)],
      () =>
        `Routing configuration must contain distinct state machine version ARNs. Received: [${lab().arn}:1, ${lab().arn}:1]`,
    ],
    [
      'no version',
      () => [lab().route('', 50), lab().route(2, 50)],
      () => `Routing configuration must contain state machine version ARNs. Received: [${lab().arn}, ${lab().arn}:2]`,
    ],
    [
      'a weight over 100',
      () => [lab().route(1, 101)],
      "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
    ],
    [
      'weights under 100',
      () => [lab().route(1, 70), lab().route(2, 29)],
      'Sum of routing configuration weights must equal 100. Received: [70, 29]',
    ],
    [
      'weights over 100',
      () => [lab().route(1, 70), lab().route(2, 31)],
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
        expect(await refusal(lab().create('live', routing()))).to.equal(`ValidationException: ${expected}`);
      },
    );
  }
});
