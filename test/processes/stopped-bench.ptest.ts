import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { pollUntil } from '../support/poll-until.ts';

const BENCH = `
import { startSimulatedS3 } from './bench/simulated-s3/start.ts';
import { CALM } from './bench/simulated-s3/fates.ts';
const s3 = await startSimulatedS3({ space: 'even', trainKeys: 10, testKeys: 10, conditions: CALM });
console.log(s3.endpointUrl);
setInterval(() => undefined, 1000);
`;

describe('a bench that is killed', () => {
  it('leaves no simulated S3 behind', async () => {
    const bench = spawn(process.execPath, ['--input-type=module-typescript', '--eval', BENCH], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [endpointUrl]: unknown[] = await once(createInterface(bench.stdout), 'line');
    const url = `${String(endpointUrl)}/_report`;
    expect((await fetch(url)).status).to.equal(200);
    bench.kill('SIGKILL');
    const refused = await pollUntil('the simulated S3 is gone', () =>
      fetch(url).then(
        () => undefined,
        (error: unknown) => String(error),
      ),
    );
    expect(refused).to.equal('TypeError: fetch failed');
  });

  it('is not waited for by what is started by hand, with no standard input', async () => {
    const bundle = 'data:text/javascript,export const handler = async (event) => event';
    const run = spawn(process.execPath, ['bench/dataset/run-bundle.ts', bundle, '{"executionName":"x"}'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    createInterface(run.stdout).on('line', (line) => lines.push(line));
    expect(await once(run, 'close')).to.deep.equal([0, null]);
    expect(JSON.parse(lines.at(-1) ?? '').answer).to.deep.equal({ executionName: 'x' });
  });
});
