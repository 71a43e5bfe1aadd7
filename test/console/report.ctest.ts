import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { runCli, SMALL_STACK } from '../support/cli/cli-process.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { seriousFindings } from './support/accessibility.ts';
import { launchChromium } from './support/chromium.ts';

describe('the report of a run, in a browser', () => {
  const folder = useTemporaryFolder();
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  it('shows a red run at any width, light and dark, without a script and without asking for anything', async () => {
    const file = join(folder(), 'run.html');
    const options = ['--data', join(folder(), 'data'), '--config', SMALL_STACK, '--fault', 'upload-denied'];
    const { exitCode, stderr } = await runCli('run', '--report', file, ...options);
    expect(exitCode, stderr).to.equal(1);
    // Without scripts axe-core could not look: the page itself has none.
    const page = await browser.newPage();
    const [asked, complaints]: string[][] = [[], []];
    page.on('request', (request) => request.url().startsWith('data:') || asked?.push(request.url()));
    page.on('console', (message) => complaints?.push(message.text()));
    const url = pathToFileURL(file).href;
    for (const [width, colorScheme] of [
      [390, 'light'],
      [1280, 'dark'],
      [1920, 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(url);
      await page.getByRole('region', { name: 'Failure' }).getByText('Access Denied').waitFor();
      await page.getByRole('img', { name: 'Graph of the states' }).waitFor();
      await page.getByRole('img', { name: /^Accuracy, epoch 1: train / }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${width}`).to.equal(true);
      expect(await page.evaluate('document.scripts.length')).to.equal(0);
      // Every small picture is one.
      expect(
        await page.evaluate('[...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length'),
      ).to.equal(40);
      expect(await seriousFindings(page), `${width}, ${colorScheme}`).to.deep.equal([]);
    }
    expect(asked).to.deep.equal([url, url, url]);
    expect(complaints).to.deep.equal([]);
  });
});
