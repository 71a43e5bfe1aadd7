import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  ListStateMachineAliasesCommand,
  type RoutingConfigurationListItem,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import type { Rule } from '../../../../support/rule.ts';
import { oneState, ROLE_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDED = 'recording of AWS: test_sfn_api_aliasing.snapshot.json';

export function recorded(id: string, aws: string, test: string, wording: Rule['wording'] = 'none'): Rule {
  return { table: 'step-functions-api', id, aws, here: 'same', wording, source: `${RECORDED} ${test}` };
}

const definition = (value: number) => JSON.stringify(oneState({ Type: 'Pass', Result: value, End: true }));

/** A state machine `m` with the versions 1, 2 and 3, which give their own number, and calls for its aliases. */
export class AliasLab {
  readonly bench: StepFunctionsFixture;
  /** Of the state machine. */
  readonly arn: string;
  /** What the emulator's next draws among versions give. */
  readonly chance: { draw: number };

  private constructor(bench: StepFunctionsFixture, arn: string, chance: { draw: number }) {
    this.bench = bench;
    this.arn = arn;
    this.chance = chance;
  }

  static async open(): Promise<AliasLab> {
    const chance = { draw: 0 };
    const bench = await StepFunctionsFixture.start({ random: () => chance.draw });
    const { sfn } = bench.clients;
    const { stateMachineArn = '' } = await sfn.send(
      new CreateStateMachineCommand({ name: 'm', roleArn: ROLE_ARN, definition: definition(1), publish: true }),
    );
    for (const value of [2, 3]) {
      await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: definition(value), publish: true }));
    }
    return new AliasLab(bench, stateMachineArn, chance);
  }

  /** An entry of a routing configuration; without a version it names the state machine itself. */
  route(version: number | '', weight: number): RoutingConfigurationListItem {
    return { stateMachineVersionArn: version === '' ? this.arn : `${this.arn}:${version}`, weight };
  }

  create(name: string, routingConfiguration: RoutingConfigurationListItem[], fields: object = {}) {
    return this.bench.clients.sfn.send(new CreateStateMachineAliasCommand({ name, routingConfiguration, ...fields }));
  }

  /** Names of the aliases of the state machine or of a version. */
  async list(stateMachineArn = this.arn): Promise<string[]> {
    const { stateMachineAliases = [] } = await this.bench.clients.sfn.send(
      new ListStateMachineAliasesCommand({ stateMachineArn }),
    );
    return stateMachineAliases.map(({ stateMachineAliasArn = '' }) => stateMachineAliasArn.split(':').at(-1) ?? '');
  }

  remove(name: string) {
    return this.bench.clients.sfn.send(
      new DeleteStateMachineAliasCommand({ stateMachineAliasArn: `${this.arn}:${name}` }),
    );
  }
}

/** A lab for the tests of a `describe`, without aliases before each of them. */
export function useAliasLab(): () => AliasLab {
  let opened: AliasLab | undefined;
  before(async () => {
    opened = await AliasLab.open();
  });
  afterEach(async () => {
    for (const name of (await opened?.list()) ?? []) await opened?.remove(name);
  });
  after(() => opened?.bench.close());
  return () => {
    if (opened === undefined) throw new Error('the alias lab is used before it is opened');
    return opened;
  };
}
