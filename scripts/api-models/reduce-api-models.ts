/**
 * Makes the `api-model.json` of every emulated service from botocore's models: the input shapes of the served operations
 * with their constraints (scripts/api-models/served-operations.ts says which). Needs Python and PyPI; botocore's version is pinned in
 * scripts/api-models/botocore-requirements.txt.
 * Usage: node scripts/api-models/reduce-api-models.ts
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { botocoreData } from './botocore-data.ts';
import { reducedModel, type WholeModel } from './reduced-model.ts';
import { SERVED_APIS, type ServedApi } from './served-operations.ts';

const EMULATORS = join(import.meta.dirname, '..', '..', 'emulators');

const { folder: dataFolder, version } = await botocoreData();
for (const api of SERVED_APIS) reduce(api);

function reduce({ source, folder, file, operations }: ServedApi): void {
  const text = gunzipSync(readFileSync(join(dataFolder, source, 'service-2.json.gz')));
  const result = {
    source: {
      package: 'botocore',
      version,
      path: `botocore/data/${source}/service-2.json`,
      sha256: createHash('sha256').update(text).digest('hex'),
      license: 'Apache-2.0',
    },
    ...reducedModel(JSON.parse(text.toString('utf8')) as WholeModel, operations),
  };
  const target = join(EMULATORS, folder, 'model', file);
  mkdirSync(dirname(target), { recursive: true });
  const json = `${JSON.stringify(result, null, 1)}\n`;
  writeFileSync(target, json);
  process.stdout.write(`${folder}/model/${file}: ${json.length} bytes\n`);
}
