import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';

describe('npm run bench -- fan-out', () => {
  it('goes through all steps, and ends with an error unless their rows are those of the keys', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['bench/bench.ts', 'fan-out', '--keys', '5000']);
    // 1,000 of the keys are of test/. A row of the others has its index, its label, a path of 26, two tabs and a newline.
    const indexes = 9 * 1 + 90 * 2 + 900 * 3 + 3001 * 4;
    expect(stdout).to.contain(`${indexes + 4000 * (1 + 26 + 2 + 1)} bytes of rows`);
  });
});
