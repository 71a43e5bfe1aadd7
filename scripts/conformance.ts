import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type ConformedApi, isKnown } from '../test/conformance/apis/conformed-api.ts';
import { CONFORMED_APIS } from '../test/conformance/apis/conformed-apis.ts';
import { BASELINE, baselineOf, fallsBehind, readBaseline } from '../test/conformance/baseline.ts';
import { ModelFacts } from '../test/conformance/model-facts.ts';
import { type Conformance, measureConformance, sumOf } from '../test/conformance/run-variants.ts';

// `npm run conformance [-- --service NAME [--model FILE]]`: sends every variant of the API models to the emulators, says which
// are not answered as AWS answers them, and writes test/conformance/baseline.json where the figures have risen. With a whole
// model, such as botocore's service-2.json, the variants are made from that, and nothing is written.

const { values } = parseArgs({ options: { service: { type: 'string' }, model: { type: 'string' } } });
const chosen = CONFORMED_APIS.filter(({ name }) => values.service === undefined || name === values.service);
if (chosen.length === 0 || (values.model !== undefined && values.service === undefined)) {
  const names = CONFORMED_APIS.map(({ name }) => name).join(', ');
  process.stderr.write(`--service must be one of ${names}; --model needs it\n`);
  process.exit(2);
}

const baseline = { ...readBaseline() };
const rows: string[] = [];
for (const api of chosen) {
  const conformance = await measureConformance(api, new ModelFacts(api, values.model));
  showDifferences(api, conformance);
  rows.push(row(api, conformance));
  const counts = baselineOf(conformance.counts);
  const losses = fallsBehind(counts, baseline[api.name] ?? {});
  if (losses.length > 0) {
    process.stderr.write(`${api.name} is behind the baseline:\n${losses.join('\n')}\n`);
    process.exitCode = 1;
  } else baseline[api.name] = counts;
}
process.stdout.write(
  `| service | variants | of them forbidden | refused as AWS refuses | valid refused | all answered as AWS |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`,
);
if (values.model === undefined) writeFileSync(BASELINE, `${JSON.stringify(baseline, null, 2)}\n`);

function showDifferences({ name, knownDifferences }: ConformedApi, { differences }: Conformance): void {
  for (const { variant, answer } of differences) {
    const known = knownDifferences.some((one) => isKnown(one, variant)) ? 'known: ' : '';
    process.stdout.write(
      `${known}${name} ${variant.operation} ${variant.path} (${variant.what}): ${answer.status} ${answer.code} ${answer.message.slice(0, 200)}\n`,
    );
  }
}

function row({ name }: ConformedApi, { counts }: Conformance): string {
  const { variants, asAws, forbidden, refusedAsAws, validRefused } = sumOf(counts);
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  return `| ${name} | ${variants} | ${forbidden} | ${percent(refusedAsAws, forbidden)} | ${validRefused} | ${percent(asAws, variants)} |`;
}
