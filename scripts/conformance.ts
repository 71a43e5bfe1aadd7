import { writeFileSync } from 'node:fs';
import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { type ConformedApi, isKnown } from '../test/conformance/apis/conformed-api.ts';
import { CONFORMED_APIS } from '../test/conformance/apis/conformed-apis.ts';
import { BASELINE, baselineOf, fallsBehind, readBaseline } from '../test/conformance/baseline.ts';
import { ModelFacts } from '../test/conformance/model-facts.ts';
import { type Conformance, measureConformance, sumOf } from '../test/conformance/run-variants.ts';

const NAMES = CONFORMED_APIS.map(({ name }) => name).join(', ');

const TABLE = {
  command: 'npm run conformance --',
  summary: [
    'Sends every variant of the API models to the emulators, says which are not answered as AWS answers them, and writes',
    'test/conformance/baseline.json where the figures have risen.',
  ],
  options: {
    service: { value: 'NAME', text: `one of ${NAMES} (default: all)` },
    model: {
      value: 'FILE',
      text: "a whole model, such as botocore's service-2.json, to take variants from; writes nothing",
    },
  },
} as const satisfies CommandTable;

await runCommand(TABLE, async (options) => {
  const service = options.text('service');
  const model = options.path('model');
  const chosen = CONFORMED_APIS.filter(({ name }) => service === undefined || name === service);
  if (chosen.length === 0) throw options.error(`--service ${service}: must be one of ${NAMES}`);
  if (model !== undefined && service === undefined) throw options.error('--model needs --service, whose model it is');
  let status = 0;
  const baseline = { ...readBaseline() };
  const rows: string[] = [];
  for (const api of chosen) {
    const conformance = await measureConformance(api, new ModelFacts(api, model));
    showDifferences(api, conformance);
    rows.push(row(api, conformance));
    const counts = baselineOf(conformance.counts);
    const losses = fallsBehind(counts, baseline[api.name] ?? {});
    if (losses.length > 0) {
      process.stderr.write(`${api.name} is behind the baseline:\n${losses.join('\n')}\n`);
      status = 1;
    } else baseline[api.name] = counts;
  }
  process.stdout.write(
    `| service | variants | of them forbidden | refused as AWS refuses | valid refused | all answered as AWS |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`,
  );
  if (model === undefined) writeFileSync(BASELINE, `${JSON.stringify(baseline, null, 2)}\n`);
  return status;
});

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
