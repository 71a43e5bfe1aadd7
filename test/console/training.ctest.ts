import { ListStateMachinesCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { GROWING_STACK } from '../support/cli/cli-process.ts';
import { pollUntil } from '../support/poll-until.ts';
import { seriousFindings } from './support/accessibility.ts';
import { useConsoleLab } from './support/use-console-lab.ts';

/** As growing-stack.yaml has it. */
const EPOCHS = 8;

describe('training jobs in the console', () => {
  const lab = useConsoleLab('--config', GROWING_STACK);

  /** Starts a run that trains, and opens its job from the run's own page. */
  const openNewJob = async (name: string): Promise<Page> => {
    const { sfn } = lab().clients;
    const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
    const stateMachineArn = stateMachines.find((one) => one.name?.startsWith('retraining-workflow'))?.stateMachineArn;
    const input = JSON.stringify({ force: true });
    const { executionArn = '' } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input, name }));
    const page = await lab().open(`#/executions/${encodeURIComponent(executionArn)}`);
    const state = page.getByRole('complementary', { name: 'State Train model (image-classification)' });
    await state.getByRole('link', { name: new RegExp(`^retraining-dev-${name}-0-0$`) }).click();
    await page.getByRole('heading', { level: 1, name: `retraining-dev-${name}-0-0` }).waitFor();
    return page;
  };

  it('show their curves, phases, numbers and log as they come, and lead back to their run', async () => {
    const page = await openNewJob('watched-job');
    await page.locator('.run-header .status.is-running').waitFor();
    const curve = page.getByRole('slider', { name: 'Accuracy' });
    await curve.waitFor();
    const epochs = async () => Number(await curve.getAttribute('aria-valuemax'));
    const seen = await epochs();
    expect(seen).to.be.within(1, EPOCHS - 1);
    await pollUntil('the curve has grown', async () => (await epochs()) > seen || undefined);
    await page.locator('.run-header .status.is-succeeded').waitFor();
    await page.getByRole('list', { name: 'Secondary status' }).getByText('Completed').waitFor();
    await page.locator('.facts').getByText(`${EPOCHS} of ${EPOCHS}`).waitFor();
    expect(await curve.getAttribute('aria-valuetext')).to.match(
      /^epoch \d: train [01]\.\d{3} · validation [01]\.\d{3}$/,
    );
    const names = await page.locator('.chart-name').allTextContents();
    expect(names).to.have.length(2);
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('epoch validation-accuracy');
    await page.getByText(`${EPOCHS} lines`, { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Metrics' }).click();
    await page.getByRole('rowheader', { name: 'validation:accuracy' }).waitFor();
    await page.getByText(/^s3:\/\/.*model\.tar\.gz$/).waitFor();
    await page.getByRole('link', { name: 'watched-job', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'watched-job' }).waitFor();
  });

  it('say the values of each epoch to a pointer and to the arrow keys', async () => {
    const page = await lab().open('#/training');
    await page.getByRole('link', { name: /^retraining-dev-rehearsal-/ }).click();
    const curve = page.getByRole('slider', { name: 'Accuracy' });
    await curve.focus();
    await page.keyboard.press('Home');
    await page.locator('.chart-pointed').waitFor();
    await page
      .locator('figcaption')
      .getByText(/^epoch 1: train .* · validation /)
      .waitFor();
    await page.keyboard.press('Tab');
    await page.locator('.chart-pointed').waitFor({ state: 'detached' });
    await curve.hover();
    await page.locator('.chart-pointed').waitFor();
  });

  it('are compared in pairs: one chart with the second one dashed, and what was asked differently', async () => {
    const page = await lab().open('#/training');
    await page.getByRole('button', { name: 'Compare retraining-dev-rehearsal-' }).click();
    await page.getByRole('button', { name: 'Compare retraining-dev-watched-job-0-0' }).click();
    await page.getByRole('heading', { level: 1, name: 'Two training jobs' }).waitFor();
    await page.locator('.chart-line').nth(3).waitFor();
    expect(await page.locator('.chart-line.is-dashed').count()).to.equal(2);
    const names = await page.locator('.chart-name title').allTextContents();
    expect(names).to.deep.equal(['A train', 'A validation', 'B train', 'B validation']);
    await page.getByRole('rowheader', { name: 'Hyperparameters the same' }).waitFor();
    await page.getByRole('rowheader', { name: '$.InputDataConfig[2].DataSource.S3DataSource.S3Uri' }).waitFor();
    expect(await seriousFindings(page)).to.deep.equal([]);
  });

  it('stop', async () => {
    const page = await openNewJob('stopped-job');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.locator('.run-header .status.is-aborted').waitFor();
    await page.getByRole('region', { name: 'Stopped' }).waitFor();
    expect(await page.getByRole('button', { name: 'Stop', exact: true }).count()).to.equal(0);
  });

  it('say first, when they have failed, why and what to do', async () => {
    await lab().addFault('upload-denied');
    const page = await openNewJob('denied-job');
    const failure = page.getByRole('region', { name: 'Failure' });
    await failure.getByText('Artifact upload failed:Error 7: AccessDenied (403): Access Denied').waitFor();
    expect(await failure.locator('.advice').textContent()).to.contain('Mend the policy in the program');
    await page.getByRole('list', { name: 'Secondary status' }).getByText('Failed').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(page), colorScheme).to.deep.equal([]);
    }
    // A page that is opened while its job is being asked for may be early: SageMaker does not know the job yet.
    const early = /status of 400 .*\/_console\/aws\/sagemaker\/$/;
    expect(lab().complaints.filter((text) => !early.test(text))).to.deep.equal([]);
  });
});
