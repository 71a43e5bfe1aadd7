import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConsoleLab } from '../console/support/console-lab.ts';

const TIMEOUT_MS = 400_000;

describe('the console in front of LocalStack', function () {
  this.timeout(TIMEOUT_MS);
  let lab: ConsoleLab;
  const folder = mkdtempSync(join(tmpdir(), 'retraining-report-'));
  const report = join(folder, 'run.html');
  before(async () => {
    lab = await ConsoleLab.start('run', '--keep', '--localstack', '--report', report);
  });
  after(async () => {
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is not needed for the report of the run, which has its curve and its pictures', () => {
    const html = readFileSync(report, 'utf8');
    expect(html).to.contain('aria-label="Graph of the states"').and.contain('Best validation accuracy');
    // Five classes of digits, eight pictures of each.
    expect(html.match(/<img src="data:image\/jpeg;base64,/g)).to.have.length(40);
    expect(html).to.match(/LocalStack.{0,20}in us-east-1/);
  });

  it('has a port of its own, and starts an execution there that turns green', async () => {
    expect(new URL(lab.consoleUrl).port).to.not.equal(new URL(lab.clients.access.endpointUrl).port);
    const states = { Begin: { Type: 'Pass', Next: 'Done' }, Done: { Type: 'Succeed' } };
    const machine = await lab.createMachine('console-on-localstack', { StartAt: 'Begin', States: states });
    const page = await lab.open(`#/workflow?machine=${encodeURIComponent(machine)}`);
    await page.getByRole('button', { name: 'Start a run' }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.locator('.run-header .status.is-succeeded').waitFor();
    await page.getByRole('button', { name: 'Begin, Pass, Succeeded' }).waitFor();
    await page.getByRole('button', { name: 'Done, Succeed, Succeeded' }).waitFor();
    expect(lab.complaints).to.deep.equal([]);
  });

  it('shows first why a run is red', async () => {
    const fail = { Type: 'Fail', Error: 'NoImages', Cause: 'There is nothing to train on.' };
    const machine = await lab.createMachine('console-red-on-localstack', {
      StartAt: 'Stop here',
      States: { 'Stop here': fail },
    });
    const page = await lab.open(`#/workflow?machine=${encodeURIComponent(machine)}`);
    await page.getByRole('button', { name: 'Start a run' }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    const failure = page.getByRole('region', { name: 'Failure' });
    await failure.getByText('There is nothing to train on.').waitFor();
    expect(await failure.locator('.where').textContent()).to.equal('In Stop here NoImages');
  });

  it('shows the data set of the run with its images, and what the model makes of them', async () => {
    const data = await lab.open('#/data');
    const row = data.getByRole('row', { name: /three/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allTextContents()).to.deep.equal(['72 20.0 %', '24 20.0 %']);
    // A size is known only when the browser has read a picture.
    await data.getByRole('row', { name: '150 × 300' }).waitFor();
    const model = await lab.open('#/models');
    await model.getByRole('list', { name: 'Models' }).getByRole('link').first().click();
    await model.getByRole('button', { name: 'Predict 120 images' }).click();
    await model.getByText('right of 120 images.').waitFor();
    expect(lab.complaints).to.deep.equal([]);
  });
});
