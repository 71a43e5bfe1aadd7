import { writeFileSync } from 'node:fs';
import { BASELINE, fallsBehind, readBaseline } from '../test/conformance/baseline.ts';
import { ModelFacts } from '../test/conformance/model-facts.ts';
import { measureConformance } from '../test/conformance/run-variants.ts';

// `npm run conformance`: sends every variant of the API model to the SageMaker emulator, says which are not answered as AWS
// answers them, and writes test/conformance/baseline.json where the figures have risen. With the path of a whole model, such
// as botocore's service-2.json, the variants are made from that, and nothing is written.

const [path] = process.argv.slice(2);
const { counts, differences } = await measureConformance(new ModelFacts(path));
for (const { variant, answer } of differences) {
  process.stdout.write(
    `${variant.operation} ${variant.path} (${variant.what}): ${answer.status} ${answer.code} ${answer.message.slice(0, 200)}\n`,
  );
}
for (const [operation, { variants, asAws }] of Object.entries(counts)) {
  process.stdout.write(`${operation}: ${asAws} of ${variants}\n`);
}
const total = Object.values(counts).reduce((sum, { variants }) => sum + variants, 0);
const share = (100 * (total - differences.length)) / total;
process.stdout.write(
  `${total - differences.length} of ${total} variants (${share.toFixed(2)} %) are answered as AWS would\n`,
);

const losses = fallsBehind(counts, readBaseline());
if (losses.length > 0) {
  process.stderr.write(`behind the baseline:\n${losses.join('\n')}\n`);
  process.exitCode = 1;
} else if (path === undefined) writeFileSync(BASELINE, `${JSON.stringify(counts, null, 2)}\n`);
