import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { type Rule, rule } from '../../../../support/rule.ts';
import { ROLE_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

function recorded(id: string, aws: string, here: Partial<Rule> = {}): Rule {
  const source = 'recording of AWS: test_sfn_api_variable_references.snapshot.json';
  return {
    table: 'step-functions-api',
    id: `variableReferences.${id}`,
    aws,
    here: 'same',
    wording: 'none',
    source,
    ...here,
  };
}

const PASS = { Type: 'Pass', End: true };
const machine = (state: object, States: object = {}) => ({ StartAt: 'S', States: { S: state, ...States } });
const inner = (state: object) => ({ StartAt: 'I', States: { I: state } });

describe('variableReferences', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  let count = 0;
  const create = async (definition: object): Promise<string> => {
    count += 1;
    const command = new CreateStateMachineCommand({
      name: `v${count}`,
      roleArn: ROLE_ARN,
      definition: JSON.stringify(definition),
    });
    return (await bench.clients.sfn.send(command)).stateMachineArn ?? '';
  };
  const described = async (definition: object) => {
    const command = new DescribeStateMachineCommand({ stateMachineArn: await create(definition) });
    return (await bench.clients.sfn.send(command)).variableReferences;
  };

  const DISTRIBUTED = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
  const cases: readonly [string, string, object, object | undefined][] = [
    ['none', 'absent where no state reads a variable', machine({ ...PASS, Assign: { a: '$b' } }), undefined],
    [
      'parameters',
      'shows names that end in .$, not texts',
      machine({ ...PASS, Parameters: { a: '$x', 'b.$': '$y' } }),
      { S: ['y'] },
    ],
    [
      'calls',
      'shows arguments of calls, sorted and once each',
      machine({ ...PASS, Assign: { 'Sum.$': 'States.MathAdd(States.MathAdd($y, $x), $y)' } }),
      { S: ['x', 'y'] },
    ],
    [
      'paths',
      'shows paths of a state and of its parts',
      machine({ ...PASS, InputPath: '$answer', OutputPath: '$answer.a', ResultPath: '$.answer' }),
      { S: ['answer'] },
    ],
    [
      'choice',
      'shows what the rules of a Choice state compare',
      machine(
        { Type: 'Choice', Choices: [{ Variable: '$guess', StringEqualsPath: '$answer', Next: 'P' }], Default: 'P' },
        { P: PASS },
      ),
      { S: ['answer', 'guess'] },
    ],
    [
      'fail',
      'shows ErrorPath and CausePath',
      machine({ Type: 'Fail', CausePath: '$c', ErrorPath: '$e' }),
      { S: ['c', 'e'] },
    ],
    [
      'map',
      'shows states inside of a Map state by their own names',
      machine({
        Type: 'Map',
        ItemSelector: { 'a.$': "States.Format($template, $$.Map.Item.Value, '$no')" },
        ItemProcessor: inner({ ...PASS, Parameters: { 'q.$': '$question' } }),
        End: true,
      }),
      { I: ['question'], S: ['template'] },
    ],
    [
      'tolerance',
      'shows paths of a distributed Map state',
      machine({
        Type: 'Map',
        ToleratedFailureCountPath: '$count',
        MaxConcurrencyPath: '$most',
        ItemProcessor: { ...inner(PASS), ...DISTRIBUTED },
        End: true,
      }),
      { S: ['count', 'most'] },
    ],
  ];
  for (const [id, aws, definition, expected] of cases) {
    rule(recorded(id, aws), async () => {
      expect(await described(definition)).to.deep.equal(expected);
    });
  }

  it('shows the variables of JSONata expressions, not functions or names that the expression makes', async () => {
    const Output = '{% ($local := $a; $map($list, function($item) { $item + $local + $sum([$states.input]) })) %}';
    const state = {
      ...PASS,
      QueryLanguage: 'JSONata',
      Output,
      Assign: { b: "{% $map($b, $uppercase) & '$no' %}", c: '$no' },
    };
    expect(await described(machine(state))).to.deep.equal({ S: ['a', 'b', 'list'] });
  });

  rule(recorded('execution', 'DescribeStateMachineForExecution has them and the AWS owned key'), async () => {
    const definition = machine(
      { ...PASS, Assign: { v: 1 }, Next: 'T', End: undefined },
      { T: { ...PASS, OutputPath: '$v' } },
    );
    const { executionArn } = await bench.ended(await bench.start(await create(definition)));
    const command = new DescribeStateMachineForExecutionCommand({ executionArn });
    expect(await bench.clients.sfn.send(command)).to.deep.include({
      variableReferences: { T: ['v'] },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
  });
});
