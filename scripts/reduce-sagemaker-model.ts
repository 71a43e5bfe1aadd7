/**
 * Makes localstack/emulators/sagemaker/model/api-model.json from a SageMaker API model (botocore's service-2.json or a copy of it):
 * the input shapes of the served operations with their constraints, and the names of all operations.
 * Usage: node scripts/reduce-sagemaker-model.ts <path to the model>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as sdk from '@aws-sdk/client-sagemaker';

const SERVED = [
  'CreateTrainingJob',
  'DescribeTrainingJob',
  'StopTrainingJob',
  'ListTrainingJobs',
  'CreateModel',
  'DescribeModel',
  'ListModels',
  'DeleteModel',
  'AddTags',
  'ListTags',
  'DeleteTags',
];
const TARGET = new URL('../localstack/emulators/sagemaker/model/api-model.json', import.meta.url);

interface Reference {
  readonly shape: string;
}
interface Shape {
  readonly members?: Readonly<Record<string, Reference>>;
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
}
interface Model {
  readonly source?: object;
  readonly metadata: { readonly apiVersion: string; readonly targetPrefix: string; readonly jsonVersion: string };
  readonly operations: Readonly<Record<string, { readonly input: Reference }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

function references(shape: Shape): string[] {
  const all = [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value];
  return all.flatMap((reference) => (reference === undefined ? [] : [reference.shape]));
}

/** Only what decides whether a value fits: JSON of a shape without boxing, sensitivity and documentation. */
function reduced(shape: Shape): object {
  const text = JSON.stringify(shape, (key, value: unknown) =>
    ['box', 'sensitive', 'documentation'].includes(key) ? undefined : value,
  );
  return JSON.parse(text) as object;
}

function reachable(model: Model, roots: readonly string[]): Record<string, object> {
  const found = new Map<string, object>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const shape = model.shapes[name];
    if (shape === undefined) throw new Error(`shape ${name} is not in the model`);
    if (found.has(name)) continue;
    found.set(name, reduced(shape));
    open.push(...references(shape));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => a.localeCompare(b, 'en')));
}

function inputShape(model: Model, operation: string): string {
  const input = model.operations[operation]?.input.shape;
  if (input === undefined) throw new Error(`operation ${operation} is not in the model`);
  return input;
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Usage: node scripts/reduce-sagemaker-model.ts <path to the model>');
const model = JSON.parse(readFileSync(path, 'utf8')) as Model;
const inputs = Object.fromEntries(SERVED.map((operation) => [operation, inputShape(model, operation)]));
const { apiVersion, targetPrefix, jsonVersion } = model.metadata;
const operationNames = Object.keys(sdk)
  .filter((name) => name.endsWith('Command') && !name.startsWith('$'))
  .map((name) => name.slice(0, -'Command'.length))
  .sort();
const result = {
  source: { ...model.source, operationNames: '@aws-sdk/client-sagemaker' },
  metadata: { apiVersion, targetPrefix, jsonVersion },
  inputs,
  shapes: reachable(model, Object.values(inputs)),
  operationNames,
};
writeFileSync(TARGET, `${JSON.stringify(result, null, 1)}\n`);
console.log(`${Object.keys(result.shapes).length} shapes, ${operationNames.length} operation names`);
