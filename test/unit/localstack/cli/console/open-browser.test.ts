import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openBrowser } from '../../../../../localstack/cli/console/open-browser.ts';

const URL_TEXT = 'http://127.0.0.1:4566/_console/secret/';

describe('the browser that --open opens', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'open browser-'));
  });
  after(() => rm(folder, { recursive: true }));

  const node = `"${process.execPath}"`;

  it('is the program of BROWSER with its arguments, and the address behind them', async () => {
    const file = join(folder, 'arguments');
    const script = `require('fs').writeFileSync(process.argv[1], process.argv.slice(2).join(' '))`;
    const BROWSER = `${node} -e "${script}" '${file}' --new-window`;
    expect(await openBrowser(URL_TEXT, { BROWSER })).to.equal(undefined);
    expect(await readFile(file, 'utf8')).to.equal(`--new-window ${URL_TEXT}`);
  });

  it('has the address where %s is', async () => {
    const file = join(folder, 'placed');
    const script = `require('fs').writeFileSync(process.argv[1], process.argv.slice(2).join(' '))`;
    const BROWSER = `${node} -e "${script}" '${file}' --url=%s --last`;
    expect(await openBrowser(URL_TEXT, { BROWSER })).to.equal(undefined);
    expect(await readFile(file, 'utf8')).to.equal(`--url=${URL_TEXT} --last`);
  });

  it('was not opened when the program fails or is not there', async () => {
    const failing = { BROWSER: `${node} -e "process.exit(3)"` };
    expect(await openBrowser(URL_TEXT, failing)).to.equal(`${process.execPath} ended with exit status 3`);
    expect(await openBrowser(URL_TEXT, { BROWSER: '/no/such/browser' })).to.equal(
      '/no/such/browser could not be started (spawn /no/such/browser ENOENT)',
    );
  });
});
