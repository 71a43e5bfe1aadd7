import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import type { EmulatedService } from '../../../../emulators/core/emulated-service.ts';
import { createEventsService } from '../../../../emulators/events/events-service.ts';
import { createIamServices } from '../../../../emulators/iam/iam-services.ts';
import { createLogsService } from '../../../../emulators/logs/logs-service.ts';
import { createS3Service } from '../../../../emulators/s3/s3-service.ts';
import { createSnsService } from '../../../../emulators/sns/sns-service.ts';
import {
  createStepFunctionsService,
  type StepFunctionsOptions,
} from '../../../../emulators/step-functions/step-functions-service.ts';
import { pollUntil } from '../../../support/poll-until.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';
import { FakeLambda } from './fake-lambda.ts';
import { FakeSageMaker } from './fake-sagemaker.ts';

const PLACE = { region: 'us-east-1', accountId: '000000000000' };
const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

export const ROLE_ARN = 'arn:aws:iam::000000000000:role/states';
export const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';
export const INVOKE = 'arn:aws:states:::lambda:invoke';

type Choices = Pick<StepFunctionsOptions, 'random' | 'stoppedTrainingJob' | 'activityPollMs' | 'mocks'>;

/** Step Functions on real HTTP, with real IAM, STS and logs beside it and fakes of the services that tasks call. */
export class StepFunctionsFixture {
  readonly lambda = new FakeLambda();
  readonly sagemaker = new FakeSageMaker();
  readonly clients: AwsClients;
  readonly sns: EmulatedService;
  readonly #folder: string;
  readonly #listener: ServiceListener;
  readonly #choices: Choices;
  #service: EmulatedService;
  /** Services left as if their process had died; in truth they still run. */
  readonly #abandoned: EmulatedService[] = [];
  #count = 0;

  private constructor(
    folder: string,
    listener: ServiceListener,
    current: (service: EmulatedService) => void,
    choices: Choices,
  ) {
    this.#folder = folder;
    this.#listener = listener;
    this.#choices = choices;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    this.clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: PLACE.region, credentials });
    this.sns = createSnsService({ ...PLACE, dataFolder: join(folder, 'sns'), clients: this.clients });
    this.#service = this.#create();
    this.#use = current;
    current(this.#service);
  }

  readonly #use: (service: EmulatedService) => void;

  static async start(choices: Choices = {}): Promise<StepFunctionsFixture> {
    const folder = mkdtempSync(join(tmpdir(), 'retraining-states-'));
    let bench: StepFunctionsFixture | undefined;
    let states: EmulatedService | undefined;
    const later = (signingName: string, find: () => EmulatedService | undefined): EmulatedService => ({
      signingName,
      handle: async (request) => {
        const service = find();
        if (service === undefined) throw new Error(`${signingName} has not been started`);
        return service.handle(request);
      },
      close: async () => {},
    });
    const { iam, sts } = createIamServices({ ...PLACE, dataFolder: join(folder, 'iam') });
    const logs = createLogsService({ ...PLACE, dataFolder: join(folder, 'logs') });
    const s3 = createS3Service({ ...PLACE, dataFolder: join(folder, 's3') });
    const listener = await listenTo(
      later('states', () => states),
      later('lambda', () => bench?.lambda),
      later('sagemaker', () => bench?.sagemaker),
      later('sns', () => bench?.sns),
      createEventsService({ ...PLACE, dataFolder: join(folder, 'events') }),
      iam,
      sts,
      logs,
      s3,
    );
    bench = new StepFunctionsFixture(
      folder,
      listener,
      (service) => {
        states = service;
      },
      choices,
    );
    const role = { RoleName: 'states', AssumeRolePolicyDocument: JSON.stringify(TRUST) };
    await bench.clients.iam.send(new CreateRoleCommand(role));
    return bench;
  }

  #create(): EmulatedService {
    const dataFolder = join(this.#folder, 'states');
    return createStepFunctionsService({ ...PLACE, dataFolder, clients: this.clients, ...this.#choices });
  }

  get dataFolder(): string {
    return join(this.#folder, 'states');
  }

  /** Opens the same data again; without `close` as after a crash. */
  async restart({ close }: { readonly close: boolean }): Promise<void> {
    if (close) await this.closeService();
    else this.#abandoned.push(this.#service);
    this.#service = this.#create();
    this.#use(this.#service);
  }

  /** Closes Step Functions, which still answers, and nothing beside it. */
  async closeService(): Promise<void> {
    await this.#service.close();
  }

  /** Creates a state machine with a new name; gives its ARN. */
  async create(definition: object | string, name = `m${++this.#count}`): Promise<string> {
    const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
    const command = new CreateStateMachineCommand({ name, roleArn: ROLE_ARN, definition: text });
    return (await this.clients.sfn.send(command)).stateMachineArn ?? '';
  }

  async start(stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> {
    const text = typeof input === 'string' ? input : JSON.stringify(input);
    const command = new StartExecutionCommand({
      stateMachineArn,
      input: text,
      ...(name === undefined ? {} : { name }),
    });
    return (await this.clients.sfn.send(command)).executionArn ?? '';
  }

  /** Runs a definition to its end. */
  async run(definition: object, input: unknown = {}): Promise<Ended> {
    return this.ended(await this.start(await this.create(definition), input));
  }

  async ended(executionArn: string): Promise<Ended> {
    const described = await pollUntil(`${executionArn} ends`, async () => {
      const answer = await this.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
      return answer.status === 'RUNNING' ? undefined : answer;
    });
    return {
      ...described,
      executionArn,
      result: JSON.parse(described.output ?? 'null'),
      events: await this.history(executionArn),
    };
  }

  async history(executionArn: string): Promise<HistoryEvent[]> {
    const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 });
    return (await this.clients.sfn.send(command)).events ?? [];
  }

  /** Names of a state machine's executions, newest first. */
  async listed(stateMachineArn: string): Promise<(string | undefined)[]> {
    const { executions = [] } = await this.clients.sfn.send(new ListExecutionsCommand({ stateMachineArn }));
    return executions.map(({ name }) => name);
  }

  /** Waits until an event of this type is there. */
  async event(executionArn: string, type: string): Promise<HistoryEvent> {
    return pollUntil(`${executionArn} has ${type}`, async () =>
      (await this.history(executionArn)).find((event) => event.type === type),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.#abandoned, this.#service].map((service) => service.close()));
    this.clients.destroy();
    await this.#listener.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export interface Ended extends Omit<DescribeExecutionOutput, 'executionArn'> {
  readonly executionArn: string;
  /** The output, parsed. */
  readonly result: unknown;
  readonly events: readonly HistoryEvent[];
}

/** Events as `id previousEventId type`, for comparison with a recorded history. */
export function outline(events: readonly HistoryEvent[]): string[] {
  return events.map(({ id, previousEventId, type }) => `${id} ${previousEventId} ${type}`);
}

/** A definition with one state. */
export function oneState(state: object): object {
  return { StartAt: 'S', States: { S: state } };
}
