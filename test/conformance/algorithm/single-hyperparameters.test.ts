import { expect } from 'chai';
import { CustomerError } from '../../../emulators/image-classification/checks/customer-error.ts';
import { parseHyperparameters } from '../../../emulators/image-classification/checks/job-hyperparameters.ts';
import { rule } from '../../support/rule.ts';
import known from '../facts/ic-hyperparameters.json' with { type: 'json' };
import { DOCUMENTED, type DocumentedHyperparameter } from './documented-hyperparameters.ts';

const REQUIRED: Readonly<Record<string, string>> = { num_classes: '5', num_training_samples: '600' };
/** With these, every value that is good by itself is good beside the others. */
const ROOMY = { ...REQUIRED, epochs: '30', image_shape: '3,1,1' };
const PRETRAINED = { ...REQUIRED, image_shape: '3,224,224' };

const NOTES: Readonly<Record<string, string>> = {
  momentum: "the container's own file of defaults says 0",
  image_shape: 'channels are 1 or 3: the guide names no others, and image files have no others',
};

function parsed(changes: Readonly<Record<string, string>>) {
  const others = changes['use_pretrained_model'] === undefined ? ROOMY : PRETRAINED;
  return parseHyperparameters({ ...others, ...changes }).texts as Readonly<Record<string, string>>;
}

/** What the job says of this value; nothing if it takes it. */
function refusal(name: string, value: string): string | undefined {
  try {
    parsed({ [name]: value });
    return undefined;
  } catch (error) {
    if (error instanceof CustomerError) return error.message;
    throw error;
  }
}

function inWords({ type, required, default: standard, min, max, choices }: DocumentedHyperparameter): string {
  const range =
    choices?.join(', ') ?? (min === undefined ? undefined : `from ${min}${max === undefined ? '' : ` to ${max}`}`);
  const rest = required ? 'required' : standard === undefined ? 'optional' : `default ${standard}`;
  return [type, range, rest].filter((part) => part !== undefined).join('; ');
}

/** Values that must be refused, each with what is said of it. */
function refused({ name, type, min, max, choices, bad }: DocumentedHyperparameter): [string, string][] {
  const say = (value: string, why: string): [string, string] => [
    value,
    `[rehearsal] The value '${value}' is not valid for the '${name}' hyperparameter: it must be ${why}.`,
  ];
  if (choices !== undefined) {
    const list = choices.map((choice) => `'${choice}'`).join(', ');
    return ['', 'x', `${choices[0]} `].map((value) => [
      value,
      `The value '${value}' is not valid for the '${name}' hyperparameter which accepts one of the following: ${list} (caused by ValidationError)`,
    ]);
  }
  if (type === 'string')
    return (bad ?? []).map((value) =>
      say(value, "'num_channels,height,width' with 1 or 3 channels, such as '3,224,224'"),
    );
  if (type === 'list') return (bad ?? []).map((value) => say(value, "epochs separated by commas, such as '10, 20'"));
  const kind = type === 'int' ? 'integer' : 'float';
  const range = max === undefined ? `at least ${min}` : `between ${min} and ${max}`;
  const outside = [
    ...(type === 'int' ? [`${(min ?? 0) - 1}`, '-1'] : ['-0.000001']),
    ...(max === undefined ? [] : ['1.000001', '2']),
  ];
  const mistyped = ['', 'x', '1,5', '0x1', 'NaN', 'Infinity', ...(type === 'int' ? ['1.5', '1e2'] : [])];
  return [
    ...outside.map((value) => say(value, range)),
    ...mistyped.map((value): [string, string] => [
      value,
      `The value for hyperparameter '${name}' should be of type ${kind}, but provided '${value}'. Please provide a valid '${kind}' value and try again.`,
    ]),
  ];
}

function accepted({ type, min, max, choices, good }: DocumentedHyperparameter): readonly string[] {
  if (choices !== undefined) return choices;
  if (good !== undefined) return good;
  return type === 'int' ? [`${min}`, `${(min ?? 0) + 1}`] : ['0', '1', '0.5', '1e-8', '.5', `${max}.0`];
}

/** Numbers by their value, however they are written. */
function comparable(value: string | number | undefined): string | number | undefined {
  return value === undefined || Number.isNaN(Number(value)) ? value : Number(value);
}

describe('each hyperparameter of the image-classification algorithm', () => {
  it('is one of the 29 that the developer guide has', () => {
    expect(DOCUMENTED).to.have.length(29);
    expect(
      DOCUMENTED.map(({ name, default: standard, required }) => ({
        name,
        default: standard ?? null,
        required: required ?? false,
      })),
    ).to.deep.equal(
      known.hyperparameters.map((fact) => ({
        name: fact.name,
        default: fact.default,
        required: fact.required === true,
      })),
    );
  });

  for (const documented of DOCUMENTED) {
    const { name } = documented;
    const isWord = documented.choices !== undefined;
    const note = NOTES[name];
    rule(
      {
        table: 'sagemaker-algorithm',
        id: `hyperparameter.${name}`,
        aws: inWords(documented),
        here: 'same',
        ...(note === undefined ? {} : { note }),
        wording: isWord ? 'AWS' : 'partly AWS',
        source: 'SageMaker Developer Guide, "Image Classification Hyperparameters"',
      },
      () => {
        const standard = parseHyperparameters(REQUIRED).texts as Readonly<Record<string, string>>;
        const given = documented.required === true ? REQUIRED[name] : documented.default;
        expect(comparable(standard[name])).to.equal(comparable(given));
        for (const value of accepted(documented)) expect(refusal(name, value), `${name}=${value}`).to.equal(undefined);
        for (const [value, text] of refused(documented))
          expect(refusal(name, value), `${name}=${value}`).to.equal(text);
      },
    );
  }
});
