/**
 * Makes the `api-model.json` of every emulated service from botocore's models: the input shapes of the served operations
 * with their constraints (scripts/api-models/served-operations.ts says which), and what TestState checks mocked answers
 * against. Needs Python and PyPI; botocore's version is pinned in
 * scripts/api-models/botocore-requirements.txt.
 * Usage: node scripts/api-models/reduce-api-models.ts
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { botocoreData } from './botocore-data.ts';
import { answerConstraints } from './reduced-answers.ts';
import { reducedModel, type WholeModel } from './reduced-model.ts';
import { MOCKED_APIS, SERVED_APIS, type ServedApi } from './served-operations.ts';

const EMULATORS = join(import.meta.dirname, '..', '..', 'emulators');

const { folder: dataFolder, version } = await botocoreData();
for (const api of SERVED_APIS) reduce(api);
const answers = MOCKED_APIS.map(({ service, source, operations }) => {
  const { model, origin } = wholeModel(source);
  return [service, { source: origin, structures: answerConstraints(model, operations) }] as const;
});
write('step-functions', 'answers.json', Object.fromEntries(answers));

function reduce({ source, folder, file, operations }: ServedApi): void {
  const { model, origin } = wholeModel(source);
  write(folder, file, { source: origin, ...reducedModel(model, operations) });
}

function wholeModel(source: string): { readonly model: WholeModel; readonly origin: object } {
  const text = gunzipSync(readFileSync(join(dataFolder, source, 'service-2.json.gz')));
  const origin = {
    package: 'botocore',
    version,
    path: `botocore/data/${source}/service-2.json`,
    sha256: createHash('sha256').update(text).digest('hex'),
    license: 'Apache-2.0',
  };
  return { model: JSON.parse(text.toString('utf8')) as WholeModel, origin };
}

function write(folder: string, file: string, result: object): void {
  const target = join(EMULATORS, folder, 'model', file);
  mkdirSync(dirname(target), { recursive: true });
  const json = `${JSON.stringify(result, null, 1)}\n`;
  writeFileSync(target, json);
  process.stdout.write(`${folder}/model/${file}: ${json.length} bytes\n`);
}
