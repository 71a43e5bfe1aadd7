import { ROLE_ARN } from '../../unit/emulators/sagemaker/support/stub-services.ts';
import { SAGEMAKER } from '../apis/sagemaker.ts';
import type { Chance } from './chance.ts';
import { mutated, randomJson } from './random-json.ts';

export interface FuzzRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The client goes away when half of the body has been sent. */
  readonly hangsUp: boolean;
}

const OPERATIONS = Object.keys(SAGEMAKER.baseRequests);
const EXISTING = {
  TrainingJobName: 'job',
  ModelName: 'model',
  ResourceArn: 'arn:aws:sagemaker:us-east-1:000000000000:model/model',
};
/** Operations that may be sent for what exists and leave it there. */
const LEAVES_ALONE = /^(Describe|List|AddTags|DeleteTags)/;
const SIGNED =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0';
const TARGETS = [
  '',
  'SageMaker',
  'SageMaker.',
  '.',
  'SageMaker.toString',
  'SageMaker.__proto__',
  'sagemaker.CreateModel',
  'SageMaker.CreateModel.CreateModel',
  'SageMaker.CreateEndpoint',
  'DynamoDB_20120810.ListTables',
  `SageMaker.${'x'.repeat(4000)}`,
];
const CONTENT_TYPES = [
  'application/x-amz-json-1.0',
  'text/plain',
  'application/x-www-form-urlencoded',
  '',
  'multipart/form-data',
];
const AUTHORIZATIONS = [
  '',
  'Bearer x',
  'AWS4-HMAC-SHA256',
  SIGNED.replace('us-east-1', 'mars-north-1'),
  SIGNED.replace('test', 'ASIA'),
];
/** The wire format takes 8 MiB. */
const HUGE_BYTES = [8 * 1024 * 1024 - 1, 8 * 1024 * 1024 + 1, 24 * 1024 * 1024];

/** A request that is mostly wrong in one way or several. */
export function randomRequest(chance: Chance): FuzzRequest {
  const operation = chance.of(OPERATIONS);
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `SageMaker.${operation}`,
    authorization: SIGNED,
  };
  if (chance.once(20)) headers['x-amz-target'] = chance.of(TARGETS);
  if (chance.once(40)) headers['content-type'] = chance.of(CONTENT_TYPES);
  if (chance.once(40)) headers['authorization'] = chance.of(AUTHORIZATIONS);
  // Without a signature either it would be for S3.
  if (headers['authorization'] === SIGNED && chance.once(200)) delete headers['x-amz-target'];
  const method = chance.once(50) ? chance.of(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) : 'POST';
  return { method, headers, body: randomBody(chance, operation), hangsUp: chance.once(300) };
}

function randomBody(chance: Chance, operation: string): Buffer {
  const kind = chance.below(1000);
  if (kind === 0) return Buffer.alloc(chance.of(HUGE_BYTES), chance.of(['a', '[', '{"a":', ' ']));
  if (kind < 20) return Buffer.from(nested(chance));
  if (kind < 150) return brokenText(chance, JSON.stringify(inputOf(chance, operation)));
  if (kind < 300) return Buffer.from(JSON.stringify(randomJson(chance)));
  return Buffer.from(JSON.stringify(inputOf(chance, operation)));
}

/** A request for things that are there or are not, changed in up to four places. */
function inputOf(chance: Chance, operation: string): unknown {
  const base = SAGEMAKER.baseRequests[operation] ?? {};
  const present = Object.fromEntries(
    Object.entries(EXISTING).filter(([name]) => name in base && LEAVES_ALONE.test(operation)),
  );
  const role = operation === 'CreateTrainingJob' && chance.once(3) ? { RoleArn: ROLE_ARN } : {};
  let input: unknown = { ...base, ...(chance.once(2) ? present : {}), ...role };
  for (let changes = chance.below(5); changes > 0; changes -= 1) input = mutated(chance, input);
  return input;
}

function nested(chance: Chance): string {
  const depth = 10 ** (1 + chance.below(5));
  const [open, close] = chance.of([
    ['[', ']'],
    ['{"ResourceConfig":', '}'],
    ['{"a":[', ']}'],
  ] as const);
  const closing = chance.once(3) ? '' : close.repeat(depth);
  return `{"InputDataConfig":${open.repeat(depth)}${open.endsWith(':') ? '1' : ''}${closing}}`;
}

function brokenText(chance: Chance, text: string): Buffer {
  const bytes = Buffer.from(text);
  const at = chance.below(bytes.length);
  switch (chance.below(6)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      bytes[at] = chance.below(256);
      return bytes;
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xfe, 0xc0]), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case 4:
      return Buffer.concat([bytes, Buffer.from(chance.of(['}', 'NaN', ',{}', '\u0000', '//']))]);
    default:
      return Buffer.from(
        chance.of(['NaN', 'undefined', "{'a':1}", '{"a":01}', '{a:1}', '[1,]', '"', '\n', '0', 'true']),
      );
  }
}
