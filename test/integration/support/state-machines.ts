import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { pollUntil } from '../../support/poll-until.ts';

const DEADLINE_MS = 150_000;

/** A state machine of one account, and its executions. */
export class StateMachine {
  readonly #sfn: SFNClient;
  readonly arn: string;

  constructor(sfn: SFNClient, arn: string) {
    this.#sfn = sfn;
    this.arn = arn;
  }

  static async create(sfn: SFNClient, name: string, roleArn: string, definition: object): Promise<StateMachine> {
    const command = new CreateStateMachineCommand({ name, roleArn, definition: JSON.stringify(definition) });
    const { stateMachineArn } = await sfn.send(command);
    return new StateMachine(sfn, stateMachineArn ?? '');
  }

  async start(name: string): Promise<string> {
    const command = new StartExecutionCommand({ stateMachineArn: this.arn, name, input: '{}' });
    const { executionArn } = await this.#sfn.send(command);
    return executionArn ?? '';
  }

  ended(executionArn: string): Promise<DescribeExecutionCommandOutput> {
    return pollUntil(
      `execution ${executionArn} has ended`,
      async () => {
        const execution = await this.#sfn.send(new DescribeExecutionCommand({ executionArn }));
        return execution.status === 'RUNNING' ? undefined : execution;
      },
      DEADLINE_MS,
    );
  }

  async run(name: string): Promise<DescribeExecutionCommandOutput> {
    return this.ended(await this.start(name));
  }

  async history(executionArn: string): Promise<readonly HistoryEvent[]> {
    const { events } = await this.#sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    return events ?? [];
  }

  async eventTypes(executionArn: string): Promise<readonly string[]> {
    return (await this.history(executionArn)).map(({ type }) => type ?? '');
  }
}
