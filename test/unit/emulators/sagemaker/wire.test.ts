import { Agent, request } from 'node:http';
import { ListEndpointsCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { refusal, SageMakerFixture } from './support/sagemaker-fixture.ts';

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0';

async function post(fixture: SageMakerFixture, target: string, body: string) {
  const headers = { authorization: SIGNED, 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' };
  const response = await fetch(fixture.endpointUrl, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as unknown };
}

describe('SageMaker on the wire', () => {
  it('answers 501 to operations of the real service that it does not have', async () => {
    await using fixture = await SageMakerFixture.start();
    const { name, message } = await refusal(fixture.client.send(new ListEndpointsCommand({})));
    expect(name).to.equal('NotImplemented');
    expect(message).to.match(/^\[rehearsal\] sagemaker:ListEndpoints is not emulated\./);
    expect((await post(fixture, 'SageMaker.ListEndpoints', '{}')).status).to.equal(501);
  });

  it('answers 501 to the operations of its sibling services, which are signed with the same name', async () => {
    await using fixture = await SageMakerFixture.start();
    const operations = [
      ['POST', '/endpoints/my-endpoint/invocations', 'sagemaker-runtime:InvokeEndpoint'],
      ['POST', '/endpoints/my-endpoint/async-invocations', 'sagemaker-runtime:InvokeEndpointAsync'],
      ['POST', '/endpoints/e/invocations-response-stream', 'sagemaker-runtime:InvokeEndpointWithResponseStream'],
      ['PUT', '/BatchPutMetrics', 'sagemaker-metrics:BatchPutMetrics'],
      ['GET', '/FeatureGroup/f?RecordIdentifierValueAsString=1', 'sagemaker-featurestore-runtime:GetRecord'],
      ['PUT', '/FeatureGroup/f', 'sagemaker-featurestore-runtime:PutRecord'],
      ['POST', '/SendHeartbeat', 'sagemaker-edge:SendHeartbeat'],
      ['POST', '/Newer/operation', 'sagemaker:POST /Newer/operation'],
    ] as const;
    for (const [method, path, operation] of operations) {
      const headers = { authorization: SIGNED, 'content-type': 'application/x-image' };
      const body = method === 'GET' ? {} : { body: 'image' };
      const response = await fetch(`${fixture.endpointUrl}${path}`, { method, headers, ...body });
      expect([response.status, response.headers.get('x-amzn-errortype'), await response.json()]).to.deep.equal([
        501,
        'NotImplemented',
        {
          __type: 'NotImplemented',
          message: `[rehearsal] ${operation} is not emulated. docs/fidelity.md of this project lists the operations that are.`,
        },
      ]);
    }
  });

  it('answers UnknownOperationException to names that the service does not have', async () => {
    await using fixture = await SageMakerFixture.start();
    for (const target of ['SageMaker.TrainFaster', 'SageMaker.toString', 'SageMaker.__proto__', 'Other.CreateModel']) {
      const answer = await post(fixture, target, '{}');
      expect(answer, target).to.deep.equal({ status: 400, body: { __type: 'UnknownOperationException', message: '' } });
    }
  });

  it('answers SerializationException to bodies that are no JSON object', async () => {
    await using fixture = await SageMakerFixture.start();
    for (const body of ['{', '[]', '"text"', '7', '{"TrainingJobName":{}}']) {
      const answer = await post(fixture, 'SageMaker.DescribeTrainingJob', body);
      expect(answer.status, body).to.equal(400);
      expect(answer.body, body).to.include({ __type: 'SerializationException' });
    }
  });

  it('refuses a body that is too large, and takes the next request on the same connection', async () => {
    await using fixture = await SageMakerFixture.start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (body: Buffer) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = {
          authorization: SIGNED,
          'x-amz-target': 'SageMaker.ListModels',
          'content-length': body.length,
        };
        const outgoing = request(fixture.endpointUrl, { method: 'POST', agent, headers }, (answer) => {
          answer.resume().once('end', () => resolve(answer.statusCode));
        });
        outgoing.once('error', reject).end(body);
      });
    expect(await send(Buffer.alloc(24 * 1024 * 1024, ' '))).to.equal(413);
    expect(await send(Buffer.from('{}'))).to.equal(200);
    agent.destroy();
  });

  it('takes an empty body for an empty request', async () => {
    await using fixture = await SageMakerFixture.start();
    expect(await post(fixture, 'SageMaker.ListModels', '')).to.deep.equal({ status: 200, body: { Models: [] } });
  });

  it('writes times as seconds with milliseconds as decimals', async () => {
    await using fixture = await SageMakerFixture.start();
    const PrimaryContainer = { Image: '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1' };
    const model = { ModelName: 'm', PrimaryContainer, ExecutionRoleArn: 'arn:aws:iam::000000000000:role/training' };
    await post(fixture, 'SageMaker.CreateModel', JSON.stringify(model));
    const before = Date.now() / 1000;
    const { body } = await post(fixture, 'SageMaker.DescribeModel', '{"ModelName":"m"}');
    expect((body as { CreationTime: number }).CreationTime).to.be.within(before - 60, before);
  });
});
