import type { ModelFacts, Shape } from './model-facts.ts';

const HERE = 'us-east-1:000000000000';

/** The first that a string's constraints allow is its sample. */
const TEXTS = [
  'a',
  's3://bucket/key',
  'arn:aws:iam::000000000000:role/absent',
  `arn:aws:sagemaker:${HERE}:training-job/absent`,
  `arn:aws:sagemaker:${HERE}:model-package/p`,
  `arn:aws:sagemaker:${HERE}:model-package-group/g`,
  `arn:aws:sagemaker:${HERE}:training-plan/plan`,
  `arn:aws:sagemaker:${HERE}:mlflow-app/app`,
  'arn:aws:sagemaker:us-east-1:aws:hub-content/hub/Model/m',
  'arn:aws:sagemaker:us-east-1:aws:hub-content/hub/DataSet/d',
  `arn:aws:lambda:${HERE}:function:f`,
  'fs-01234567',
  '4K',
  '/metrics',
  '000000000000',
  '123456',
  '/',
  'a.b',
  'aa',
  `arn:aws:lambda:${HERE}:capacity-provider:c`,
  `arn:aws:lambda:${HERE}:code-signing-config:csc-0123456789abcdef0`,
  `arn:aws:lambda:${HERE}:layer:l:1`,
  `arn:aws:lambda:${HERE}:runtime/nodejs24.x`,
  `arn:aws:elasticfilesystem:${HERE}:access-point/fsap-0123456789abcdef0`,
  `arn:aws:secretsmanager:${HERE}:secret:a`,
  '/mnt/a',
  'us-east-1',
  'sg-1',
  'subnet-1',
  'lambda:a',
  'v1',
  'o-0123456789',
  '1.0',
  'a/a',
  `sha256:${'0'.repeat(64)}`,
];
const FILLINGS = ['a', '1', '/a'];

/** Java's `matches()` for the patterns of this model: the whole text, and `\p{Alnum}` is ASCII. */
export function fits(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  // Unicode mode, which \p needs, refuses escapes of characters that need none.
  const flags = /\\p\{(?!Alnum)/.test(pattern) ? 'u' : '';
  // Java repeats an end of the text as it repeats anything.
  const inJavaScript = pattern.replaceAll('\\p{Alnum}', 'a-zA-Z0-9').replaceAll('${', '(?:$){');
  return new RegExp(`^(?:${inJavaScript})$`, flags).test(text);
}

export function isValidText(shape: Shape, text: string): boolean {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern, enum: values } = shape;
  if (values !== undefined) return values.includes(text);
  return text.length >= min && text.length <= max && fits(pattern, text);
}

export function sampleText(shape: Shape): string {
  const text = shape.enum?.[0] ?? TEXTS.find((candidate) => isValidText(shape, candidate));
  if (text === undefined) throw new Error(`no sample fits ${JSON.stringify(shape)}: add one`);
  return text;
}

/** Texts of exactly `length` characters, likely to fit the shape's pattern; the likeliest first. */
export function textsOfLength(shape: Shape, length: number): readonly string[] {
  const sample = sampleText(shape);
  const padded = FILLINGS.flatMap((filling) => [sample.padEnd(length, filling), sample.padStart(length, filling)]);
  const texts = padded.map((text) => text.slice(0, length));
  const fit = texts.filter((text) => fits(shape.pattern, text));
  return [...fit, ...texts.filter((text) => !fit.includes(text))];
}

/** The least that a shape allows: required members, the least number of elements. */
export function minimalValue(facts: ModelFacts, shape: Shape): unknown {
  switch (shape.type) {
    case 'structure': {
      const required = facts.membersOf(shape).filter(([name]) => shape.required?.includes(name));
      return Object.fromEntries(required.map(([name, member]) => [name, minimalValue(facts, member)]));
    }
    case 'list':
      return elements(facts, shape, shape.min ?? 0);
    case 'map':
      return entries(facts, shape, shape.min ?? 0);
    case 'string':
      return sampleText(shape);
    case 'boolean':
      return true;
    default:
      return shape.min ?? 1;
  }
}

export function elements(facts: ModelFacts, shape: Shape, count: number): unknown[] {
  const member = facts.shape(shape.member?.shape);
  return Array.from({ length: count }, () => minimalValue(facts, member));
}

export function entries(facts: ModelFacts, shape: Shape, count: number): Record<string, unknown> {
  const key = sampleText(facts.shape(shape.key?.shape));
  const value = minimalValue(facts, facts.shape(shape.value?.shape));
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [index === 0 ? key : `${key}${index}`, value]));
}
