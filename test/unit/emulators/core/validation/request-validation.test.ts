import { expect } from 'chai';
import { validatedInput } from '../../../../../emulators/core/validation/request-validation.ts';
import { sageMakerModel } from '../../../../../emulators/sagemaker/sagemaker-model.ts';
import { trainingRequest } from '../../sagemaker/support/sagemaker-fixture.ts';

const model = sageMakerModel();

function problemOf(operation: string, input: object): { code: string; message: string } | undefined {
  try {
    validatedInput(model, operation, input as Readonly<Record<string, unknown>>);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { code: String(error.code), message: error.message };
  }
}

const invalid = (...violations: string[]) => ({
  code: 'ValidationException',
  message: `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: ${violations.join('; ')}`,
});
const breach = (value: string, path: string, constraint: string) =>
  `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;

describe('request validation by the API model', () => {
  it('accepts a complete request, unknown members and null for absent ones', () => {
    expect(problemOf('CreateTrainingJob', { ...trainingRequest('a'), NewMember: 1, Tags: null })).to.equal(undefined);
  });

  // Name, pattern and length of a real refusal: zenml issue 1502, with the pattern as the model has it now.
  it('reports pattern and length of one member as two errors', () => {
    const name = 'basic-zenml-project-pipeline-2023-04-24-12-22-59-886794-step-show-sagemaker-s3-link';
    expect(problemOf('DescribeTrainingJob', { TrainingJobName: name })).to.deep.equal(
      invalid(
        breach(`'${name}'`, 'trainingJobName', 'Member must have length less than or equal to 63'),
        breach(
          `'${name}'`,
          'trainingJobName',
          'Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}',
        ),
      ),
    );
  });

  it('matches a pattern against the whole value', () => {
    const problem = problemOf('DescribeModel', { ModelName: 'a_b' });
    expect(problem).to.deep.equal(
      invalid(
        breach(
          "'a_b'",
          'modelName',
          'Member must satisfy regular expression pattern: [a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?',
        ),
      ),
    );
  });

  it('names what is missing with null, at any depth', () => {
    const input = { ...trainingRequest('a'), RoleArn: undefined, InputDataConfig: [{ ChannelName: 'train' }] };
    expect(problemOf('CreateTrainingJob', input)).to.deep.equal(
      invalid(
        breach('null', 'roleArn', 'Member must not be null'),
        breach('null', 'inputDataConfig.1.member.dataSource', 'Member must not be null'),
      ),
    );
  });

  // The path is that of a real refusal of 'fastfile'; AWS prints the set in another order.
  it('lists the values of an enum', () => {
    const request = trainingRequest('a');
    const InputDataConfig = [{ ...request.InputDataConfig?.[0], InputMode: 'fastfile' }];
    expect(problemOf('CreateTrainingJob', { ...request, InputDataConfig })).to.deep.equal(
      invalid(
        breach(
          "'fastfile'",
          'inputDataConfig.1.member.inputMode',
          'Member must satisfy enum value set: [Pipe, File, FastFile]',
        ),
      ),
    );
  });

  it('bounds numbers and the sizes of lists and maps', () => {
    expect(problemOf('ListTrainingJobs', { MaxResults: 0 })).to.deep.equal(
      invalid(breach("'0'", 'maxResults', 'Member must have value greater than or equal to 1')),
    );
    expect(problemOf('ListModels', { MaxResults: 101 })).to.deep.equal(
      invalid(breach("'101'", 'maxResults', 'Member must have value less than or equal to 100')),
    );
    expect(problemOf('CreateTrainingJob', { ...trainingRequest('a'), InputDataConfig: [] })).to.deep.equal(
      invalid(breach("'[]'", 'inputDataConfig', 'Member must have length greater than or equal to 1')),
    );
    const HyperParameters = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`k${index}`, 'v']));
    expect(problemOf('CreateTrainingJob', { ...trainingRequest('a'), HyperParameters })?.message).to.match(
      /^1 validation error detected: Value '\{k0=v, .*\}' at 'hyperParameters' .* Member must have length less than or equal to 100$/,
    );
  });

  it("prints the whole map and every rule of its values when one value breaks one, in the framework's order", () => {
    const Environment = { GOOD: 'a', BAD: 'x'.repeat(513) };
    const problem = problemOf('CreateTrainingJob', { ...trainingRequest('a'), Environment });
    expect(problem?.message).to.equal(
      `1 validation error detected: Value '{GOOD=a, BAD=${Environment.BAD}}' at 'environment' failed to satisfy constraint: ` +
        'Map value must satisfy constraint: [Member must have length less than or equal to 512, ' +
        'Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: [\\S\\s]*]',
    );
    const keys = problemOf('CreateTrainingJob', { ...trainingRequest('a'), Environment: { '1': 'a' } });
    expect(keys?.message).to.include(
      "Value '{1=a}' at 'environment' failed to satisfy constraint: Map keys must satisfy constraint: [",
    );
  });

  it('prints the whole list when an element of a list of strings breaks a rule', () => {
    const VpcConfig = { SecurityGroupIds: ['sg-1', 'not a group!'], Subnets: ['subnet-1'] };
    expect(problemOf('CreateTrainingJob', { ...trainingRequest('a'), VpcConfig })).to.deep.equal(
      invalid(
        breach(
          "'[sg-1, not a group!]'",
          'vpcConfig.securityGroupIds',
          'Member must satisfy constraint: [Member must have length less than or equal to 32, ' +
            'Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: [-0-9a-zA-Z]+]',
        ),
      ),
    );
  });

  it('counts characters, not code units, and takes letters of any script where the pattern does', () => {
    const tag = (Key: string) => ({
      ResourceArn: 'arn:aws:sagemaker:us-east-1:000000000000:model/m',
      Tags: [{ Key, Value: 'é' }],
    });
    expect(problemOf('AddTags', tag('𝒳'.repeat(128)))).to.equal(undefined);
    expect(problemOf('AddTags', tag('𝒳'.repeat(129)))?.message).to.match(/less than or equal to 128$/);
  });
});

describe('request serialization', () => {
  const wrongTypes: readonly [string, object, string][] = [
    [
      'a number for a string',
      { TrainingJobName: 7 },
      "'TrainingJobName' is the JSON number 7; the API takes a JSON string there",
    ],
    [
      'text for a number',
      { MaxResults: '10' },
      `'MaxResults' is the JSON string "10"; the API takes a whole JSON number of at most 32 bits there`,
    ],
    [
      'a fraction for a whole number',
      { MaxResults: 1.5 },
      "'MaxResults' is the JSON number 1.5; the API takes a whole JSON number of at most 32 bits there",
    ],
    [
      'a list for an object',
      { ResourceConfig: [] },
      "'ResourceConfig' is a JSON array; the API takes a JSON object there",
    ],
    [
      'an object for a list',
      { InputDataConfig: {} },
      "'InputDataConfig' is a JSON object; the API takes a JSON array there",
    ],
    [
      'a number inside a map',
      { HyperParameters: { epochs: 20 } },
      "'HyperParameters.epochs' is the JSON number 20; the API takes a JSON string there",
    ],
    [
      'a wrong element',
      { InputDataConfig: ['train'] },
      `'InputDataConfig[0]' is the JSON string "train"; the API takes a JSON object there`,
    ],
    [
      'no date',
      { CreationTimeAfter: 'yesterday' },
      `'CreationTimeAfter' is the JSON string "yesterday"; the API takes a JSON number of seconds since 1970 or an ISO 8601 string there`,
    ],
  ];
  for (const [what, input, text] of wrongTypes) {
    it(`refuses ${what}`, () => {
      const operation =
        'MaxResults' in input || 'CreationTimeAfter' in input ? 'ListTrainingJobs' : 'CreateTrainingJob';
      expect(problemOf(operation, input)).to.deep.equal({
        code: 'SerializationException',
        message: `[rehearsal] ${text}`,
      });
    });
  }
});
