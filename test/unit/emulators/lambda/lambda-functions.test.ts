import {
  type CreateFunctionCommandInput,
  DeleteFunctionCommand,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { LambdaFixture, ROLE_ARN, refusal, zipOf } from './lambda-fixture.ts';

const CODE = 'export const handler = async () => "ok";';
const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';

describe('functions', () => {
  let fixture: LambdaFixture;
  beforeEach(async () => {
    fixture = await LambdaFixture.start();
  });
  afterEach(() => fixture.stop());

  const created = (members: Partial<CreateFunctionCommandInput> = {}) => fixture.create('f', CODE, members);

  it('are shown with AWS’s defaults, active at once, and run after a restart', async () => {
    const answer = await created();
    expect(answer).to.deep.include({
      FunctionArn: ARN,
      Role: ROLE_ARN,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: 3,
      MemorySize: 128,
      Version: '$LATEST',
      State: 'Active',
      LastUpdateStatus: 'Successful',
      PackageType: 'Zip',
      Architectures: ['x86_64'],
      EphemeralStorage: { Size: 512 },
      TracingConfig: { Mode: 'PassThrough' },
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/f' },
      CodeSize: zipOf({ 'index.mjs': CODE }).byteLength,
    });
    expect(answer.CodeSha256).to.match(/^[A-Za-z0-9+/]{43}=$/);
    expect(answer.LastModified).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
    await fixture.restart();
    const { $metadata: _, ...shown } = await fixture.lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: 'f' }),
    );
    const { $metadata: __, ...atFirst } = answer;
    expect(shown).to.deep.equal(atFirst);
    expect((await fixture.invoke('f')).payload).to.equal('ok');
  });

  it('satisfy the waiters of the SDK', async () => {
    await created();
    const waiter = { client: fixture.lambda, maxWaitTime: 5 };
    expect((await waitUntilFunctionActiveV2(waiter, { FunctionName: 'f' })).state).to.equal('SUCCESS');
    expect((await waitUntilFunctionUpdatedV2(waiter, { FunctionName: 'f' })).state).to.equal('SUCCESS');
  });

  it('take every setting, and change only what an update names', async () => {
    const settings = {
      Description: 'd',
      Timeout: 900,
      MemorySize: 10_240,
      Architectures: ['arm64' as const],
      TracingConfig: { Mode: 'Active' as const },
      EphemeralStorage: { Size: 1024 },
      LoggingConfig: { LogFormat: 'Text' as const, LogGroup: '/g' },
      Environment: { Variables: { KEY: 'value' } },
    };
    const { RevisionId: first } = await created(settings);
    const update = {
      FunctionName: 'f',
      Timeout: 5,
      Environment: { Variables: {} },
      ...(first ? { RevisionId: first } : {}),
    };
    await fixture.lambda.send(new UpdateFunctionConfigurationCommand(update));
    const { Configuration: shown, Code } = await fixture.lambda.send(new GetFunctionCommand({ FunctionName: ARN }));
    expect(shown).to.deep.include({ ...settings, Timeout: 5, Environment: { Variables: {} } });
    expect(shown?.RevisionId).not.to.equal(first);
    expect(Code).to.deep.equal({ RepositoryType: 'S3' });
    expect(await refusal(fixture.lambda.send(new UpdateFunctionConfigurationCommand(update)))).to.match(
      /^PreconditionFailedException: The Revision Id provided does not match the latest Revision Id\. .* \(412\)$/,
    );
  });

  it('are listed by name, in pages, with their one version', async () => {
    for (const name of ['b', 'c', 'a']) await fixture.create(name, CODE);
    const first = await fixture.lambda.send(new ListFunctionsCommand({ MaxItems: 2 }));
    const Marker = first.NextMarker ?? '';
    const second = await fixture.lambda.send(new ListFunctionsCommand({ Marker }));
    const names = [first, second].map(({ Functions = [] }) => Functions.map(({ FunctionName }) => FunctionName));
    expect(names).to.deep.equal([['a', 'b'], ['c']]);
    expect(second.NextMarker).to.equal(undefined);
    const { Versions } = await fixture.lambda.send(new ListVersionsByFunctionCommand({ FunctionName: 'a' }));
    expect(Versions?.map(({ Version }) => Version)).to.deep.equal(['$LATEST']);
  });

  it('carry tags', async () => {
    await created({ Tags: { a: '1', b: '2' } });
    await fixture.lambda.send(new TagResourceCommand({ Resource: ARN, Tags: { c: '3' } }));
    await fixture.lambda.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ['a', 'b'] }));
    expect((await fixture.lambda.send(new ListTagsCommand({ Resource: ARN }))).Tags).to.deep.equal({ c: '3' });
    expect((await fixture.lambda.send(new GetFunctionCommand({ FunctionName: 'f' }))).Tags).to.deep.equal({ c: '3' });
  });

  it('are gone once deleted', async () => {
    await created();
    await fixture.lambda.send(new DeleteFunctionCommand({ FunctionName: 'f' }));
    const deleteAgain = () => fixture.lambda.send(new DeleteFunctionCommand({ FunctionName: 'f' }));
    for (const call of [() => fixture.invoke('f'), deleteAgain]) {
      expect(await refusal(call())).to.equal(`ResourceNotFoundException: Function not found: ${ARN} (404)`);
    }
  });

  it('take their code from S3, and report what S3 says of an object that is not there', async () => {
    const object = { Bucket: 'code', Key: 'f.zip' };
    await fixture.clients.s3.send(new CreateBucketCommand({ Bucket: 'code' }));
    await fixture.clients.s3.send(new PutObjectCommand({ ...object, Body: zipOf({ 'index.mjs': CODE }) }));
    await created({ Code: { S3Bucket: 'code', S3Key: 'f.zip' } });
    expect((await fixture.invoke('f')).payload).to.equal('ok');
    expect(await refusal(fixture.create('g', CODE, { Code: { S3Bucket: 'code', S3Key: 'none' } }))).to.equal(
      'InvalidParameterValueException: Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist. (400)',
    );
  });

  it('show a dry run of new code without taking it', async () => {
    const { CodeSha256: before } = await created();
    const ZipFile = zipOf({ 'index.mjs': 'export const handler = async () => "new";' });
    const dry = await fixture.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'f', ZipFile, DryRun: true }));
    expect(dry.CodeSha256).not.to.equal(before);
    expect((await fixture.invoke('f')).payload).to.equal('ok');
  });

  it('have no policy and no code signing, and say so as AWS does', async () => {
    await created();
    expect(await refusal(fixture.lambda.send(new GetPolicyCommand({ FunctionName: 'f' })))).to.equal(
      'ResourceNotFoundException: The resource you requested does not exist. (404)',
    );
    const signing = await fixture.lambda.send(new GetFunctionCodeSigningConfigCommand({ FunctionName: 'f' }));
    expect(signing.CodeSigningConfigArn).to.equal(undefined);
  });

  it('answer 501 naming what they have not', async () => {
    const concurrency = { FunctionName: 'f', ReservedConcurrentExecutions: 1 };
    expect(await refusal(fixture.lambda.send(new PutFunctionConcurrencyCommand(concurrency)))).to.match(
      /^NotImplemented: \[rehearsal\] lambda:PutFunctionConcurrency is not emulated.* \(501\)$/,
    );
    expect(await refusal(created({ Layers: ['arn:aws:lambda:us-east-1:000000000000:layer:l:1'] }))).to.match(
      /^NotImplemented: \[rehearsal\] lambda:CreateFunction with Layers is not emulated/,
    );
    expect(await refusal(created({ LoggingConfig: { LogFormat: 'JSON' } }))).to.match(
      /^NotImplemented.*LogFormat JSON/,
    );
    await created({ Layers: [], VpcConfig: { SubnetIds: [], SecurityGroupIds: [] }, Publish: false });
  });
});
