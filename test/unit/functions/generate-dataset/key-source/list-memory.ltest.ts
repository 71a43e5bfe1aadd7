import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const HEAP_MB = 64;
const TIMEOUT_MS = 60_000;

describe('the memory that a written list takes', () => {
  it('is not that of its text, of which the images keep nothing', async function longRows() {
    this.timeout(TIMEOUT_MS);
    const script = fileURLToPath(new URL('long-rows.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [`--max-old-space-size=${HEAP_MB}`, script]);
    expect(stdout).to.equal('1000 1000\n');
  });
});
