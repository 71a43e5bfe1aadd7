import {
  CreateAliasCommand,
  type CreateAliasCommandInput,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  InvokeCommand,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  type PublishVersionCommandInput,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { expect } from 'chai';
import { type Rule, rule } from '../../../support/rule.ts';
import { LambdaFixture, refusal, zipOf } from './lambda-fixture.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const RECORDING =
  'https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/lambda_/test_lambda_api.snapshot.json';
const VERSIONS = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html';
const ALIASES = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html';

const answering = (value: string) =>
  `export const handler = async (_, context) => [${JSON.stringify(value)}, context.functionVersion, context.invokedFunctionArn];`;
const same = (id: string, aws: string, source: string, wording: Rule['wording'] = 'none'): Rule => ({
  table: 'lambda',
  id,
  aws,
  here: 'same',
  wording,
  source,
});

describe('versions and aliases of functions', () => {
  let fixture: LambdaFixture;
  beforeEach(async () => {
    fixture = await LambdaFixture.start();
    await fixture.create('f', answering('one'));
  });
  afterEach(() => fixture.stop());

  const publish = (more: Partial<PublishVersionCommandInput> = {}) =>
    fixture.lambda.send(new PublishVersionCommand({ FunctionName: 'f', ...more }));
  const change = (value: string, Publish = false) =>
    fixture.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'f', ZipFile: zipOf({ 'index.mjs': answering(value) }), Publish }),
    );
  const alias = (more: Partial<CreateAliasCommandInput> = {}) =>
    fixture.lambda.send(new CreateAliasCommand({ FunctionName: 'f', Name: 'live', FunctionVersion: '1', ...more }));
  const listed = async () => {
    const { Versions = [] } = await fixture.lambda.send(new ListVersionsByFunctionCommand({ FunctionName: 'f' }));
    return Versions.map(({ Version, FunctionArn, Description, State }) => [Version, FunctionArn, Description, State]);
  };

  rule(
    same('versions.publish', 'a version is what $LATEST was, under the next number', `${RECORDING} TestLambdaVersions`),
    async () => {
      const first = await publish({ Description: 'first' });
      expect([first.Version, first.FunctionArn, first.Description]).to.deep.equal(['1', `${ARN}:1`, 'first']);
      await change('two', true);
      expect(await listed()).to.deep.equal([
        ['$LATEST', `${ARN}:$LATEST`, '', undefined],
        ['1', `${ARN}:1`, 'first', undefined],
        ['2', `${ARN}:2`, '', undefined],
      ]);
      expect((await fixture.invoke('f:1')).payload).to.deep.equal(['one', '1', `${ARN}:1`]);
      expect((await fixture.invoke('f')).payload).to.deep.equal(['two', '$LATEST', ARN]);
      await fixture.restart();
      expect((await fixture.invoke(`${ARN}:1`)).payload).to.deep.equal(['one', '1', `${ARN}:1`]);
    },
  );

  rule(same('versions.unchanged', 'nothing is published twice', VERSIONS), async () => {
    await publish();
    expect((await publish({ Description: 'again' })).Version).to.equal('1');
    await fixture.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'f', Timeout: 4 }));
    expect((await publish()).Version).to.equal('2');
  });

  rule(same('versions.numbers', 'a number is never given twice', VERSIONS), async () => {
    await publish();
    await fixture.lambda.send(new DeleteFunctionCommand({ FunctionName: 'f', Qualifier: '1' }));
    expect((await listed()).map(([version]) => version)).to.deep.equal(['$LATEST']);
    expect((await publish()).Version).to.equal('2');
  });

  rule(
    same(
      'versions.guards',
      'a version is published of the code and the revision that the caller knows',
      `${RECORDING} test_publish_with_wrong_sha256`,
      'AWS',
    ),
    async () => {
      expect(await refusal(publish({ CodeSha256: 'other' }))).to.match(
        /^InvalidParameterValueException: CodeSHA256 \(other\) is different from current CodeSHA256 in \$LATEST \(.{44}\)\. Please try again with the CodeSHA256 in \$LATEST\. \(400\)$/,
      );
      expect(await refusal(publish({ RevisionId: 'other' }))).to.equal(
        'PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id (412)',
      );
    },
  );

  rule(same('versions.latest', '$LATEST is not deleted by itself', RECORDING, 'AWS'), async () => {
    const gone = fixture.lambda.send(new DeleteFunctionCommand({ FunctionName: 'f', Qualifier: '$LATEST' }));
    expect(await refusal(gone)).to.equal(
      'InvalidParameterValueException: $LATEST version cannot be deleted without deleting the function. (400)',
    );
  });

  rule(same('versions.created', 'a function can be created with its first version', RECORDING), async () => {
    const { Version, FunctionArn } = await fixture.create('g', answering('g'), { Publish: true });
    expect([Version, FunctionArn]).to.deep.equal(['1', `${ARN.slice(0, -1)}g:1`]);
    const { Functions = [] } = await fixture.lambda.send(new ListFunctionsCommand({ FunctionVersion: 'ALL' }));
    expect(Functions.map((one) => one.FunctionArn?.split(':function:')[1])).to.deep.equal([
      'f:$LATEST',
      'g:$LATEST',
      'g:1',
    ]);
  });

  rule(
    same(
      'aliases.lifecycle',
      'an alias leads to a version until it is changed or deleted',
      `${RECORDING} test_alias_lifecycle`,
    ),
    async () => {
      await publish();
      const { AliasArn, FunctionVersion, Description, RevisionId } = await alias({ Description: 'd' });
      expect([AliasArn, FunctionVersion, Description]).to.deep.equal([`${ARN}:live`, '1', 'd']);
      const answer = await fixture.lambda.send(new InvokeCommand({ FunctionName: 'f', Qualifier: 'live' }));
      expect(answer.ExecutedVersion).to.equal('1');
      expect(JSON.parse(Buffer.from(answer.Payload ?? []).toString())).to.deep.equal(['one', '1', `${ARN}:live`]);
      await change('two', true);
      await fixture.lambda.send(
        new UpdateAliasCommand({ FunctionName: 'f', Name: 'live', FunctionVersion: '2', RevisionId }),
      );
      expect((await fixture.invoke('f:live')).payload).to.deep.equal(['two', '2', `${ARN}:live`]);
      const { Aliases = [] } = await fixture.lambda.send(new ListAliasesCommand({ FunctionName: 'f' }));
      expect(
        Aliases.map(({ Name, FunctionVersion: version, Description: text }) => [Name, version, text]),
      ).to.deep.equal([['live', '2', 'd']]);
      await fixture.lambda.send(new DeleteAliasCommand({ FunctionName: 'f', Name: 'live' }));
      await fixture.lambda.send(new DeleteAliasCommand({ FunctionName: 'f', Name: 'live' }));
      const missing = fixture.lambda.send(new GetAliasCommand({ FunctionName: 'f', Name: 'live' }));
      expect(await refusal(missing)).to.equal(`ResourceNotFoundException: Cannot find alias arn: ${ARN}:live (404)`);
      expect(await refusal(fixture.invoke('f:live'))).to.equal(
        `ResourceNotFoundException: Function not found: ${ARN}:live (404)`,
      );
    },
  );

  rule(same('aliases.weights', 'a part of the invocations of an alias goes to a second version', ALIASES), async () => {
    await publish();
    await change('two', true);
    const { RoutingConfig } = await alias({ RoutingConfig: { AdditionalVersionWeights: { '2': 1 } } });
    expect(RoutingConfig).to.deep.equal({ AdditionalVersionWeights: { '2': 1 } });
    expect((await fixture.invoke('f:live')).payload).to.deep.equal(['two', '2', `${ARN}:live`]);
    await fixture.lambda.send(new UpdateAliasCommand({ FunctionName: 'f', Name: 'live', RoutingConfig: {} }));
    expect((await fixture.invoke('f:live')).payload).to.deep.equal(['one', '1', `${ARN}:live`]);
  });

  const refused: [string, Partial<CreateAliasCommandInput>, string][] = [
    [
      'a version that is not there',
      { FunctionVersion: '9' },
      `ResourceNotFoundException: Function not found: ${ARN}:9 (404)`,
    ],
    [
      'a function that is not there',
      { FunctionName: 'none' },
      `ResourceNotFoundException: Function not found: ${ARN.slice(0, -1)}none:1 (404)`,
    ],
    ['a taken name', { Name: 'taken' }, `ResourceConflictException: Alias already exists: ${ARN}:taken (409)`],
    [
      'three versions',
      { RoutingConfig: { AdditionalVersionWeights: { '2': 0.1, '3': 0.1 } } },
      'InvalidParameterValueException: Number of items in AdditionalVersionWeights cannot be greater than 1 (400)',
    ],
    [
      'one version twice',
      { RoutingConfig: { AdditionalVersionWeights: { '1': 0.1 } } },
      'InvalidParameterValueException: Invalid function version 1. Function version 1 is already included in routing configuration. (400)',
    ],
    [
      '$LATEST by weight',
      { FunctionVersion: '$LATEST', RoutingConfig: { AdditionalVersionWeights: { '1': 0.1 } } },
      'InvalidParameterValueException: $LATEST is not supported for an alias pointing to more than 1 version (400)',
    ],
    [
      'a weight above 1',
      { RoutingConfig: { AdditionalVersionWeights: { '2': 2 } } },
      "ValidationException: 1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null] (400)",
    ],
  ];
  for (const [what, input, text] of refused) {
    rule(
      same(`aliases.refused, ${what}`, 'is refused', `${RECORDING} test_notfound_and_invalid_routingconfigs`, 'AWS'),
      async () => {
        await publish();
        await alias({ Name: 'taken' });
        expect(await refusal(alias(input))).to.equal(text);
      },
    );
  }

  rule(
    {
      ...same('aliases.version in use', 'a version that an alias leads to is not deleted', ALIASES, 'ours'),
    },
    async () => {
      await publish();
      await alias();
      const gone = fixture.lambda.send(new DeleteFunctionCommand({ FunctionName: 'f', Qualifier: '1' }));
      expect(await refusal(gone)).to.match(/^ResourceConflictException: \[rehearsal\] the alias live of f .* \(409\)$/);
    },
  );

  rule(
    same('qualifiers.conflict', 'a name with a qualifier and another Qualifier are refused', RECORDING, 'AWS'),
    async () => {
      const call = fixture.lambda.send(new GetFunctionCommand({ FunctionName: 'f:1', Qualifier: '2' }));
      expect(await refusal(call)).to.equal(
        'InvalidParameterValueException: The derived qualifier from the function name does not match the specified qualifier. (400)',
      );
    },
  );

  it('go with their function', async () => {
    await publish();
    await alias();
    await fixture.lambda.send(new DeleteFunctionCommand({ FunctionName: 'f' }));
    await fixture.create('f', answering('new'));
    expect(await refusal(fixture.invoke('f:live'))).to.match(/^ResourceNotFoundException/);
    expect((await publish()).Version).to.equal('1');
  });
});
