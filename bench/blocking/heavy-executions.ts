import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { pollUntil } from '../../test/support/poll-until.ts';
import { chain, type HeavyRequest, inParallel, KIB, MIB, ROLE } from './heavy-request.ts';

const ITEMS = Array.from({ length: 10_000 }, (_, index) => index);
const DEADLINE_MS = 300_000;
/** What an execution takes as its input and passes on. */
const LARGE_TEXT = 'a'.repeat(255 * KIB);
const LARGE_LIST = Array.from({ length: 10_000 }, (_, index) => ({ a: index, b: `text ${index}` }));
const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const map = (Mode: string) => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode, ...(Mode === 'DISTRIBUTED' ? { ExecutionType: 'STANDARD' } : {}) },
        ...PASS,
      },
      End: true,
    },
  },
});
const pass = (fields: object) => ({ StartAt: 'A', States: { A: { Type: 'Pass', ...fields, End: true } } });
const jsonata = (Output: string) => ({ QueryLanguage: 'JSONata', ...pass({ Output }) });
const choice = (rule: object) => ({
  StartAt: 'A',
  States: { A: { Type: 'Choice', Choices: [{ ...rule, Next: 'B' }], Default: 'B' }, B: { Type: 'Succeed' } },
});

export function statesRequests(): readonly HeavyRequest[] {
  return [...definitions(), ...executions(), ...expressions(), ...paths(), ...histories()];
}

function definitions(): readonly HeavyRequest[] {
  const states = Array.from({ length: 9_000 }, (_, at) => [
    `State${at}`,
    {
      Type: 'Pass',
      Parameters: { 'a.$': '$.a', 'b.$': "States.Format('{}', $.b)" },
      ...(at === 8_999 ? { End: true } : { Next: `State${at + 1}` }),
    },
  ]);
  const definition = JSON.stringify({ StartAt: 'State0', States: Object.fromEntries(states) }).slice(0, MIB);
  const nested = JSON.stringify(
    Array.from({ length: 60 }).reduce(
      (inner: object) => ({ StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [inner, PASS], End: true } } }),
      PASS,
    ),
  );
  const name = 'large';
  return [
    {
      name: 'CreateStateMachine of 1 MiB',
      run: ({ sfn }) => sfn.send(new CreateStateMachineCommand({ name, roleArn: ROLE, definition })),
    },
    {
      name: 'ValidateStateMachineDefinition of 1 MiB',
      run: ({ sfn }) => sfn.send(new ValidateStateMachineDefinitionCommand({ definition })),
    },
    {
      name: 'ValidateStateMachineDefinition, 60 levels deep',
      run: ({ sfn }) => sfn.send(new ValidateStateMachineDefinitionCommand({ definition: nested })),
    },
    {
      name: 'DescribeStateMachine of 1 MiB',
      run: ({ sfn }) => sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arnOf(name) })),
    },
  ];
}

function executions(): readonly HeavyRequest[] {
  return [
    ran('distributed Map over 10,000 items', map('DISTRIBUTED'), ITEMS),
    ran('inline Map over 6,000 items', map('INLINE'), ITEMS.slice(0, 6_000)),
    ran(
      'Parallel of 200 branches of 20 states',
      {
        StartAt: 'A',
        States: {
          A: { Type: 'Parallel', Branches: Array.from({ length: 200 }, (_, at) => chain(`B${at}S`)), End: true },
        },
      },
      {},
    ),
    ran('execution with 255 KiB of input through 20 states', chain(), { text: LARGE_TEXT }),
    {
      name: '50 StartExecution with 255 KiB of input',
      run: async (clients) => {
        const stateMachineArn = await create(clients, pass({}));
        await inParallel(50, 10, () =>
          clients.sfn.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ text: LARGE_TEXT }) })),
        );
      },
    },
    {
      name: 'ListExecutions of 1,000',
      run: ({ sfn }) => sfn.send(new ListExecutionsCommand({ stateMachineArn: arnOf('bench-1'), maxResults: 1_000 })),
    },
  ];
}

function expressions(): readonly HeavyRequest[] {
  const list = { list: LARGE_LIST.slice(0, 6_000) };
  return [
    ran('JSONata: $sum over 1,000,000 numbers', jsonata('{% $sum([1..1000000]) %}'), {}),
    ran(
      'JSONata: $sort of 6,000 objects, mapped',
      jsonata(
        '{% $count($map($sort($states.input.list, function($l, $r) { $l.b > $r.b }), function($v) { $v.a * 2 })) %}',
      ),
      list,
    ),
    ran(
      'JSONata: 20,000,000 turns',
      jsonata('{% ($f := function($n) { $n > 0 ? $f($n - 1) : 0 }; $sum([1..2000].($f(1000)))) %}'),
      {},
    ),
    ran('JSONata: a regular expression that tracks back', jsonata('{% $match($states.input.text, /(a+)+b/) %}'), {
      text: 'a'.repeat(40),
    }),
  ];
}

function paths(): readonly HeavyRequest[] {
  const list = { list: LARGE_LIST.slice(0, 6_000) };
  const stars = `${'*a'.repeat(30)}*b`;
  return [
    ran(
      'JSONPath: every descendant by a filter',
      pass({ InputPath: '$..[?(@.a > 5 && @.b)]', ResultPath: null }),
      list,
    ),
    ran('JSONPath: descendants of descendants', pass({ InputPath: '$..*..*', ResultPath: null }), list),
    ran(
      'States.ArrayUnique of 6,000 objects',
      pass({ Parameters: { 'a.$': 'States.ArrayLength(States.ArrayUnique($.list))' } }),
      list,
    ),
    ran(
      'States.ArrayContains, ArrayPartition, JsonMerge',
      pass({
        Parameters: {
          'a.$': 'States.ArrayLength(States.ArrayPartition($.list, 2))',
          'b.$': 'States.ArrayContains($.list, $.list[0])',
          'c.$': "States.ArrayLength(States.StringSplit(States.JsonToString($.list), 'abcdefghij,:'))",
        },
      }),
      list,
    ),
    ran('Choice: StringMatches with 31 wildcards on 255 KiB', choice({ Variable: '$.text', StringMatches: stars }), {
      text: LARGE_TEXT,
    }),
    ran(
      'Choice: And of 1,000 rules',
      choice({ And: Array.from({ length: 1_000 }, () => ({ Variable: '$.text', StringMatches: '*b*c' })) }),
      { text: LARGE_TEXT.slice(0, 10_000) },
    ),
  ];
}

function histories(): readonly HeavyRequest[] {
  let executionArn: string | undefined;
  const page =
    (reverseOrder: boolean) =>
    async ({ sfn }: AwsClients) => {
      let nextToken: string | undefined;
      do {
        const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000, reverseOrder, nextToken });
        ({ nextToken } = await sfn.send(command));
      } while (nextToken !== undefined);
    };
  return [
    {
      name: 'GetExecutionHistory of 24,000 events',
      prepare: async (clients) => {
        executionArn = await started(clients, await create(clients, map('INLINE')), ITEMS.slice(0, 5_990));
        await ended(clients, executionArn);
      },
      run: page(false),
    },
    { name: 'GetExecutionHistory of 24,000 events, newest first', run: page(true) },
  ];
}

/** Started and waited for; how it ends is not what is measured. */
function ran(name: string, definition: object, input: unknown): HeavyRequest {
  let stateMachineArn = '';
  return {
    name,
    prepare: async (clients) => {
      stateMachineArn = await create(clients, definition);
    },
    run: async (clients) => ended(clients, await started(clients, stateMachineArn, input)),
  };
}

let machines = 0;

const arnOf = (name: string) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;

async function create({ sfn }: AwsClients, definition: object): Promise<string> {
  machines += 1;
  const name = `bench-${machines}`;
  await sfn.send(new CreateStateMachineCommand({ name, roleArn: ROLE, definition: JSON.stringify(definition) }));
  return arnOf(name);
}

async function started({ sfn }: AwsClients, stateMachineArn: string, input: unknown): Promise<string> {
  const { executionArn = '' } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  return executionArn;
}

async function ended({ sfn }: AwsClients, executionArn: string): Promise<string> {
  const status = async () => (await sfn.send(new DescribeExecutionCommand({ executionArn }))).status;
  return pollUntil(
    'the execution has ended',
    async () => ((await status()) === 'RUNNING' ? undefined : status()),
    DEADLINE_MS,
  ).then(String);
}
