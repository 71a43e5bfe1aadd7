import { type CreateFunctionCommandInput, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { expect } from 'chai';
import { zipSync } from 'fflate';
import { LambdaFixture, ROLE_ARN, refusal, zipOf } from './lambda-fixture.ts';

const CODE = 'export const handler = async () => "ok";';

describe('functions that Lambda refuses', () => {
  let fixture: LambdaFixture;
  beforeEach(async () => {
    fixture = await LambdaFixture.start();
  });
  afterEach(() => fixture.stop());

  const created = (members: Partial<CreateFunctionCommandInput> = {}) => fixture.create('f', CODE, members);

  const faults: [string, Partial<CreateFunctionCommandInput>, RegExp][] = [
    [
      'a bad name',
      { FunctionName: 'a b' },
      /^ValidationException: 1 validation error detected: Value 'a b' at 'functionName'/,
    ],
    ['a name of 65 characters', { FunctionName: 'x'.repeat(65) }, /'functionName'.* less than or equal to 64 \(400\)$/],
    ['too little memory', { MemorySize: 64 }, /Value '64' at 'memorySize' .* greater than or equal to 128 \(400\)$/],
    ['no timeout', { Timeout: 0 }, /Value '0' at 'timeout' .* greater than or equal to 1 \(400\)$/],
    ['too long a timeout', { Timeout: 901 }, /^Inv.*: \[rehearsal\] Timeout 901 must be at most 900 seconds \(400\)$/],
    [
      'too much memory',
      { MemorySize: 10_241 },
      /^InvalidParameterValueException: 'MemorySize' value failed to satisfy constraint: .* to 10240 \(400\)$/,
    ],
    [
      'a role whose name no role can have',
      { Role: `arn:aws:iam::000000000000:role/${'r'.repeat(65)}` },
      /^InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda\. \(400\)$/,
    ],
    [
      'a function of another region',
      { FunctionName: 'arn:aws:lambda:eu-west-1:000000000000:function:f' },
      /^ResourceNotFoundException: Functions from 'eu-west-1' are not reachable in this region \('us-east-1'\) \(404\)$/,
    ],
    [
      'a variable that no program could read',
      { Environment: { Variables: { '1': 'secret' } } },
      /^ValidationException: 1 validation error detected: Value at 'environment\.variables' failed to satisfy constraint: Map keys must satisfy constraint: \[Member must satisfy regular expression pattern: \[a-zA-Z\]\(\[a-zA-Z0-9_\]\)\+, Member must not be null\] \(400\)$/,
    ],
    ['two faults at once', { Timeout: 0, MemorySize: 1 }, /^ValidationException: 2 validation errors detected: /],
    [
      'another runtime',
      { Runtime: 'python3.13' },
      /^InvalidParameterValueException: \[rehearsal\] runtime python3\.13 is not emulated/,
    ],
    ['a role that is no ARN', { Role: 'r' }, /^ValidationException: .* at 'role'/],
    [
      'a role that does not exist',
      { Role: 'arn:aws:iam::000000000000:role/none' },
      /^InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda\. \(400\)$/,
    ],
    [
      'a reserved variable',
      { Environment: { Variables: { AWS_REGION: 'x' } } },
      /Reserved keys used in this request: AWS_REGION \(400\)$/,
    ],
    [
      'variables over 4 KB',
      { Environment: { Variables: { KEY: 'x'.repeat(4094) } } },
      /exceeded the 4KB limit\. String measured: \{"KEY"/,
    ],
    [
      'no zip file',
      { Code: { ZipFile: Buffer.from('text') } },
      /^InvalidParameterValueException: Could not unzip uploaded file\./,
    ],
    [
      'an empty zip file',
      { Code: { ZipFile: zipSync({}) } },
      /^InvalidParameterValueException: Uploaded file must be a non-empty zip/,
    ],
    [
      'a path that leaves the folder',
      { Code: { ZipFile: zipOf({ '../../x': '' }) } },
      /paths outside its folder: \.\.\/\.\.\/x/,
    ],
    ['an absolute path', { Code: { ZipFile: zipOf({ '/etc/x': '' }) } }, /paths outside its folder: \/etc\/x/],
    ['no code', { Code: {} }, /^InvalidParameterValueException: Please provide a source for function code\./],
  ];
  for (const [name, members, text] of faults) {
    it(`are refused for ${name}`, async () => {
      expect(await refusal(created(members))).to.match(text);
    });
  }

  it('are refused for a taken name and a role that does not trust Lambda', async () => {
    await created();
    expect(await refusal(created())).to.equal('ResourceConflictException: Function already exist: f (409)');
    await fixture.createRole('other', 'states.amazonaws.com');
    const update = new UpdateFunctionConfigurationCommand({
      FunctionName: 'f',
      Role: ROLE_ARN.replace('function-role', 'other'),
    });
    expect(await refusal(fixture.lambda.send(update))).to.match(/cannot be assumed by Lambda\. \(400\)$/);
  });

  it('are refused for a zip file that unpacks to more than 250 MB, before it is unpacked', async () => {
    const zip = Buffer.from(zipOf({ 'big.bin': 'small' }));
    // The size in the central directory, 24 bytes after its signature.
    zip.writeUInt32LE(262_144_001, zip.indexOf('PK\x01\x02', 'latin1') + 24);
    expect(await refusal(created({ Code: { ZipFile: zip } }))).to.equal(
      'InvalidParameterValueException: Unzipped size must be smaller than 262144000 bytes (400)',
    );
  });
});
