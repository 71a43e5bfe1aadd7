/**
 * Makes emulators/sagemaker/model/api-model.json from botocore's whole model of SageMaker: the input shapes of the
 * served operations with their constraints, and the names of all operations. `npm run conformance <path>` tells before
 * whether the emulator answers as the new model wants.
 * Usage: node scripts/reduce-sagemaker-model.ts <path of service-2.json, unpacked> <version of botocore>
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

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
/** SageMaker had more in 2026. */
const LEAST_OPERATIONS = 400;
const TARGET = new URL('../emulators/sagemaker/model/api-model.json', import.meta.url);

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

const [path, version] = process.argv.slice(2);
if (path === undefined || version === undefined) {
  throw new Error(
    'Usage: node scripts/reduce-sagemaker-model.ts <path of service-2.json, unpacked> <version of botocore>',
  );
}
const text = readFileSync(path);
const model = JSON.parse(text.toString('utf8')) as Model;
const inputs = Object.fromEntries(SERVED.map((operation) => [operation, inputShape(model, operation)]));
const { apiVersion, targetPrefix, jsonVersion } = model.metadata;
const operationNames = Object.keys(model.operations).sort();
if (operationNames.length < LEAST_OPERATIONS) {
  throw new Error(`${path} has ${operationNames.length} operations: give the whole model, others would be unknown`);
}
const source = {
  package: 'botocore',
  version,
  path: `botocore/data/sagemaker/${apiVersion}/service-2.json`,
  sha256: createHash('sha256').update(text).digest('hex'),
  license: 'Apache-2.0',
};
const shapes = reachable(model, Object.values(inputs));
const result = { source, metadata: { apiVersion, targetPrefix, jsonVersion }, inputs, shapes, operationNames };
writeFileSync(TARGET, `${JSON.stringify(result, null, 1)}\n`);
console.log(`${Object.keys(shapes).length} shapes, ${operationNames.length} operation names`);
