import { expect } from 'chai';
import fc from 'fast-check';
import { brokenStringConstraints } from '../../../../../emulators/core/validation/constraints.ts';
import { validatedInput } from '../../../../../emulators/core/validation/request-validation.ts';
import { AwsError } from '../../../../../emulators/core/wire/aws-error.ts';
import { sageMakerModel } from '../../../../../emulators/sagemaker/sagemaker-model.ts';

const model = sageMakerModel();

function answerTo(operation: string, input: object): string {
  try {
    validatedInput(model, operation, input as Readonly<Record<string, unknown>>);
    return 'accepted';
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    throw error;
  }
}

/** Objects with the members that an operation knows, holding anything at all. */
function inputOf(operation: string) {
  const shape = model.shapes[model.inputs[operation] ?? ''];
  const members = shape?.type === 'structure' ? Object.keys(shape.members) : [];
  return fc.dictionary(fc.constantFrom(...members), fc.jsonValue());
}

describe('request validation of anything at all', () => {
  for (const operation of Object.keys(model.inputs)) {
    it(`accepts or refuses as AWS would, and never breaks: ${operation}`, () => {
      const answers = ['accepted', 'ValidationException', 'SerializationException'];
      fc.assert(fc.property(inputOf(operation), (input) => answers.includes(answerTo(operation, input))));
    });
  }

  it('understands every pattern of the model', () => {
    const patterned = Object.values(model.shapes).filter((shape) => shape.type === 'string');
    for (const shape of patterned) expect(() => brokenStringConstraints(shape, 'x'), shape.pattern).not.to.throw();
    const arns = patterned.filter(({ pattern }) => pattern?.startsWith('arn:'));
    expect(arns.length).to.be.above(5);
    for (const shape of arns) expect(brokenStringConstraints(shape, 'no arn').length, shape.pattern).to.be.above(0);
  });

  it('refuses nesting that no request has, before it walks down', () => {
    const nested: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(answerTo('ListModels', { Unknown: nested })).to.equal('SerializationException');
  });

  it('does not match megabytes against a pattern', () => {
    const S3OutputPath = `s3://${'a'.repeat(4_000_000)}/x\n`;
    expect(answerTo('CreateTrainingJob', { OutputDataConfig: { S3OutputPath } })).to.equal('ValidationException');
  });
});
