import { createServer, type Server } from 'node:http';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  StartExecutionCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { startEmulatedCloud } from '../../../../../emulators/cloud/emulated-cloud.ts';
import type { StartedCloud } from '../../../../../emulators/cloud/started-cloud.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { rule } from '../../../../support/rule.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

interface Asked {
  readonly operation: string | undefined;
  readonly input: unknown;
}

/** A DynamoDB of somebody else's: it keeps what it was asked and gives one answer. */
class OtherDynamo implements AsyncDisposable {
  readonly asked: Asked[] = [];
  status = 200;
  answer: object = {};
  readonly #server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const operation = String(request.headers['x-amz-target']).split('.')[1];
    this.asked.push({ operation, input: JSON.parse(body || 'null') });
    response.writeHead(this.status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'R-1' });
    response.end(JSON.stringify(this.answer));
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const ROLE = 'arn:aws:iam::000000000000:role/states';
const PUT = { TableName: 'table', Item: { id: { S: '1' } } };
const RECORDING = 'recording of AWS: error_handling/test_task_service_dynamodb.snapshot.json';

describe('a task of a service that another emulator serves', () => {
  const folder = useTemporaryFolder();
  let dynamo: OtherDynamo;
  let cloud: StartedCloud;

  async function start(endpoints: Readonly<Record<string, string>>): Promise<void> {
    cloud = await startEmulatedCloud({ dataFolder: folder(), region: 'us-east-1', port: 0, endpoints });
    dynamo.asked.splice(0);
  }

  beforeEach(async () => {
    dynamo = new OtherDynamo();
    await start({ dynamodb: await dynamo.start() });
    const Principal = { Service: 'states.amazonaws.com' };
    const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await cloud.clients.iam.send(new CreateRoleCommand({ RoleName: 'states', AssumeRolePolicyDocument }));
  });
  afterEach(async () => {
    await cloud.close();
    await dynamo[Symbol.asyncDispose]();
  });

  const definitionOf = (resource: string, Parameters: object) =>
    JSON.stringify({
      StartAt: 'S',
      States: { S: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true } },
    });

  async function run(resource: string) {
    const { sfn } = cloud.clients;
    const machine = { name: 'm', roleArn: ROLE, definition: definitionOf(resource, PUT) };
    const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand(machine));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    return pollUntil('the execution ends', async () => {
      const answer = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return answer.status === 'RUNNING' ? undefined : answer;
    });
  }

  const warnings = async (resource: string) => {
    const asked = { definition: definitionOf(resource, PUT), severity: 'WARNING' as const };
    const { diagnostics = [] } = await cloud.clients.sfn.send(new ValidateStateMachineDefinitionCommand(asked));
    return diagnostics.map(({ code }) => code);
  };

  for (const resource of ['aws-sdk:dynamodb:putItem', 'dynamodb:putItem']) {
    it(`reaches it: ${resource}`, async () => {
      dynamo.answer = { Attributes: { id: { S: '0' } } };
      const { status, output } = await run(resource);
      expect(status).to.equal('SUCCEEDED');
      expect(dynamo.asked).to.deep.equal([{ operation: 'PutItem', input: PUT }]);
      expect(JSON.parse(output ?? ''))
        .to.have.property('Attributes')
        .that.deep.equals({ id: { S: '0' } });
      expect(await warnings(resource)).to.deep.equal([]);
    });

    it(`is not emulated without an endpoint: ${resource}`, async () => {
      await cloud.close();
      await start({});
      expect(await warnings(resource)).to.deep.equal(['NOT_EMULATED']);
      const { error, cause } = await run(resource);
      expect(error).to.equal('States.Runtime');
      expect(cause).to.contain(
        `[rehearsal] ${resource} is not emulated: mock the state (--mock-config), or name an endpoint for dynamodb in rehearsal.yaml`,
      );
    });
  }

  it('shows the HTTP answer in the result of an optimized integration', async () => {
    const { output } = await run('dynamodb:putItem');
    expect(JSON.parse(output ?? '')).to.deep.include({ SdkResponseMetadata: { RequestId: 'R-1' } });
    expect(JSON.parse(output ?? '')).to.have.nested.property('SdkHttpMetadata.HttpStatusCode', 200);
  });

  const failures: readonly [string, string, string, string][] = [
    [
      'test_put_item_no_such_table',
      'ResourceNotFoundException',
      'Requested resource not found',
      'DynamoDB.ResourceNotFoundException',
    ],
    [
      'test_put_item_invalid_table_name',
      'ValidationException',
      "1 validation error detected: Value '/t' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
      'DynamoDB.AmazonDynamoDBException',
    ],
  ];
  for (const [test, code, message, error] of failures) {
    rule(
      {
        table: 'step-functions-api',
        id: `dynamodb:putItem, ${code}`,
        aws: `fails with ${error}`,
        here: 'same',
        note: 'at the endpoint that the user names for DynamoDB',
        wording: 'AWS',
        source: `${RECORDING} ${test}`,
      },
      async () => {
        dynamo.status = 400;
        dynamo.answer = { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message };
        const ended = await run('dynamodb:putItem');
        expect([ended.error, ended.cause]).to.deep.equal([
          error,
          `${message} (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ${code}; Request ID: R-1; Proxy: null)`,
        ]);
      },
    );
  }
});
