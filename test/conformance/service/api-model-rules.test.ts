import { AddTagsCommand, DescribeModelCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { refusal, trainingRequest } from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { expectInvalid, expectViolations, refusedJob, serviceRule } from './service-rule.ts';

// Wording, values and patterns: control-plane-errors.json and the public issues that it names.

const AT_63 = 'Member must have length less than or equal to 63';
const JOB_NAME = 'Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}';
const OTHER_SERVICE =
  "control-plane-errors.json; other services with the same framework: no example of SageMaker's is public";
const one = (value: string, path: string, constraint: string) =>
  `1 validation error detected: Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;

describe("the API model's rules", () => {
  serviceRule(
    {
      id: 'validation.pattern',
      aws: 'a text must match its pattern as a whole; it is printed without quoting',
      here: 'same',
      wording: 'AWS',
      source: 'aws/sagemaker-python-sdk#384, aws/amazon-sagemaker-feedback#85',
    },
    async ({ client }) => {
      const name = 'codeqwen1.5-7b-chat-gguf-hoangmnsd-model';
      expectInvalid(
        await refusal(client.send(new DescribeModelCommand({ ModelName: name }))),
        one(
          `'${name}'`,
          'modelName',
          'Member must satisfy regular expression pattern: [a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?',
        ),
      );
    },
  );

  serviceRule(
    {
      id: 'validation.maxLength',
      aws: 'a text must not be longer than its most',
      here: 'same',
      wording: 'AWS',
      source: 'zenml-io/zenml#1517',
    },
    async ({ client }) => {
      const name = 'm'.repeat(64);
      expectInvalid(
        await refusal(client.send(new DescribeModelCommand({ ModelName: name }))),
        one(`'${name}'`, 'modelName', AT_63),
      );
    },
  );

  serviceRule(
    {
      id: 'validation.multiple',
      aws: 'all faults are reported at once, with their number; their order is not stable',
      here: 'same',
      wording: 'AWS',
      source: 'zenml-io/zenml#1502',
    },
    async (fixture) => {
      const name = 'basic-zenml-project-pipeline-2023-04-24-12-22-59-886794-step-show-sagemaker-s3-link';
      const at = `Value '${name}' at 'trainingJobName' failed to satisfy constraint: `;
      expectViolations(await refusedJob(fixture, { TrainingJobName: name }), [at + JOB_NAME, at + AT_63]);
    },
  );

  serviceRule(
    {
      id: 'validation.enum',
      aws: 'a value must be one of its set, in the letter case of the model; the set is printed in any order',
      here: 'differs',
      note: "the set is printed in the model's order, AWS prints it in another",
      wording: 'AWS',
      source: 'control-plane-errors.json, log of 2025-10-21',
    },
    async (fixture) => {
      const InputMode = 'fastfile' as 'FastFile';
      const InputDataConfig = trainingRequest('job').InputDataConfig?.map((channel) => ({ ...channel, InputMode }));
      const refused = await refusedJob(fixture, { InputDataConfig });
      const [text, set = ''] = refused.message.split(/: \[|\]$/);
      expect(text).to.equal(
        one("'fastfile'", 'inputDataConfig.1.member.inputMode', 'Member must satisfy enum value set'),
      );
      expect(set.split(', ')).to.have.members(['Pipe', 'FastFile', 'File']);
    },
  );

  serviceRule(
    {
      id: 'validation.null',
      aws: 'a required member must be there; null counts as absent',
      here: 'same',
      wording: 'partly AWS',
      source: OTHER_SERVICE,
    },
    async (fixture) => {
      const missing = (path: string) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
      expectViolations(await refusedJob(fixture, { RoleArn: undefined, OutputDataConfig: undefined }), [
        missing('roleArn'),
        missing('outputDataConfig'),
      ]);
    },
  );

  serviceRule(
    {
      id: 'validation.minLength',
      aws: 'a text must not be shorter than its least',
      here: 'same',
      wording: 'partly AWS',
      source: OTHER_SERVICE,
    },
    async ({ client }) => {
      const ResourceArn = 'arn:aws:sagemaker:us-east-1:000000000000:model/m';
      expectInvalid(
        await refusal(client.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: '', Value: '' }] }))),
        one("''", 'tags.1.member.key', 'Member must have length greater than or equal to 1'),
      );
    },
  );

  serviceRule(
    {
      id: 'validation.minValue',
      aws: 'a number must not be below its least',
      here: 'same',
      note: 'whether SageMaker prints the number is not known; here it does',
      wording: 'partly AWS',
      source: OTHER_SERVICE,
    },
    async (fixture) => {
      expectInvalid(
        await refusedJob(fixture, { StoppingCondition: { MaxRuntimeInSeconds: 0 } }),
        one("'0'", 'stoppingCondition.maxRuntimeInSeconds', 'Member must have value greater than or equal to 1'),
      );
    },
  );

  serviceRule(
    {
      id: 'validation.maxValue',
      aws: 'a number must not be above its most',
      here: 'same',
      note: 'whether SageMaker prints the number is not known; here it does',
      wording: 'partly AWS',
      source: OTHER_SERVICE,
    },
    async ({ client }) => {
      expectInvalid(
        await refusal(client.send(new ListModelsCommand({ MaxResults: 101 }))),
        one("'101'", 'maxResults', 'Member must have value less than or equal to 100'),
      );
    },
  );

  serviceRule(
    {
      id: 'validation.mapValue',
      aws: 'the whole map is printed as Java prints it, with every constraint of its values',
      here: 'same',
      wording: 'partly AWS',
      source: OTHER_SERVICE,
    },
    async (fixture) => {
      const value = 'v'.repeat(2501);
      expectInvalid(
        await refusedJob(fixture, { HyperParameters: { a: 'b', epochs: value } }),
        one(
          `'{a=b, epochs=${value}}'`,
          'hyperParameters',
          'Map value must satisfy constraint: [Member must have length less than or equal to 2500, ' +
            'Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: .*]',
        ),
      );
    },
  );
});
