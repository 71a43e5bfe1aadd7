import { expect } from 'chai';
import { answerUnserved } from '../../../../../emulators/core/http/unserved-request.ts';
import { wireRequest } from '../../cloud/wire-requests.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
const scope = (service: string) => `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/${service}/aws4_request`;
const ID = wireRequest({}).requestId;
const text = (operation: string) =>
  `[rehearsal] ${operation} is not emulated. docs/fidelity.md of this project lists the operations that are.`;

describe('a request for a service that is not emulated', () => {
  const json: readonly [name: string, headers: Record<string, string>, target: string, operation: string][] = [
    [
      'signed, with a target',
      { authorization: scope('dynamodb'), 'x-amz-target': 'D_1.2.ListTables' },
      '/',
      'dynamodb:ListTables',
    ],
    ['with a target alone', { 'x-amz-target': 'DynamoDB_20120810.ListTables' }, '/', 'DynamoDB_20120810:ListTables'],
    ['with a target of one word', { authorization: scope('a'), 'x-amz-target': 'Boil' }, '/', 'a:Boil'],
    ['signed', { authorization: scope('execute-api') }, '/stage/path?x=1', 'execute-api:POST /stage/path'],
    ['signed, of another type', { authorization: scope('a'), 'content-type': 'text/plain' }, '/', 'a:POST /'],
    ['not signed', {}, '/stage', 'unsigned:POST /stage'],
  ];
  for (const [name, headers, target, operation] of json) {
    it(`that is ${name} is answered in JSON`, async () => {
      expect(await answerUnserved(wireRequest({ headers, target }))).to.deep.equal({
        status: 501,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'NotImplemented', 'x-amzn-requestid': ID },
        body: JSON.stringify({ __type: 'NotImplemented', message: text(operation) }),
      });
    });
  }

  const forms: readonly [body: string, operation: string][] = [
    ['Action=DescribeInstances&Version=2016-11-15', 'DescribeInstances'],
    ['Version=2016-11-15&Action=DescribeInstances', 'DescribeInstances'],
    ['Version=2016-11-15&xAction=DescribeInstances', 'unknown operation'],
    ['', 'unknown operation'],
    [`Action=A&x=${'y'.repeat(64 * 1024 - 11)}`, 'A'],
    [`Action=A&x=${'y'.repeat(64 * 1024 - 10)}`, 'unknown operation'],
  ];
  for (const [body, operation] of forms) {
    it(`with the form ${body.slice(0, 50)} of ${body.length} bytes is answered in XML`, async () => {
      const headers = { ...FORM, authorization: scope('ec2') };
      expect(await answerUnserved(wireRequest({ headers, body }))).to.deep.equal({
        status: 501,
        headers: { 'content-type': 'text/xml' },
        body: `<?xml version="1.0" encoding="UTF-8"?>\n<ErrorResponse><Error><Type>Receiver</Type><Code>NotImplemented</Code><Message>${text(`ec2:${operation}`)}</Message></Error><RequestId>${ID}</RequestId></ErrorResponse>`,
      });
    });
  }
});
