import { expect } from 'chai';
import type { SageMakerFixture } from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { serviceRule } from './service-rule.ts';

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0';

async function answerTo({ endpointUrl }: SageMakerFixture, target: string, body: string) {
  const headers = { authorization: SIGNED, 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' };
  const response = await fetch(endpointUrl, { method: 'POST', headers, body });
  return { status: response.status, ...((await response.json()) as { __type: string; message: string }) };
}

describe("the wire format's rules", () => {
  serviceRule(
    {
      id: 'wire.unknownOperation',
      aws: 'a name that is no operation is refused',
      here: 'same',
      wording: 'AWS',
      source: '"AWS JSON 1.1 protocol"; recorded of other services of the protocol, without a message',
    },
    async (fixture) => {
      for (const target of ['SageMaker.TrainFaster', 'sagemaker.CreateModel', 'SageMaker.', '']) {
        const answer = await answerTo(fixture, target, '{}');
        expect(answer, target).to.deep.equal({ status: 400, __type: 'UnknownOperationException', message: '' });
      }
    },
  );

  serviceRule(
    {
      id: 'wire.serialization',
      aws: 'JSON that is broken or of another type than the model wants is refused before anything else is looked at',
      here: 'same',
      wording: 'ours',
      source: '"AWS JSON 1.1 protocol"; the text is not public for SageMaker',
    },
    async (fixture) => {
      const bodies = ['{', '[]', '{"ModelName": 7}', '{"ModelName": "!", "ModelName": {}}'];
      for (const body of bodies) {
        const { status, __type: code, message } = await answerTo(fixture, 'SageMaker.DescribeModel', body);
        expect([status, code], body).to.deep.equal([400, 'SerializationException']);
        expect(message).to.match(/^\[rehearsal\] /);
      }
    },
  );
});
