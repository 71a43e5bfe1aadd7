import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ConsoleLab } from '../test/console/support/console-lab.ts';
import { GROWING_STACK } from '../test/support/cli/cli-process.ts';

// `npx node scripts/console-shots.ts`: the pictures of docs/console.md, taken of a real run in the system's Chromium.

const FOLDER = join(import.meta.dirname, '..', 'docs', 'console');
const PROJECT_STACK = join(import.meta.dirname, '..', 'Pulumi.dev.yaml');
/** Of the pictures of the class that is chosen: the last one, counted from 0. */
const IN_SIGHT = 20;
const VIEWPORT = { width: 1280, height: 860 };

async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  // Fonts and the graph's size come after the first paint.
  await page.evaluate('document.fonts.ready.then(() => new Promise(requestAnimationFrame))');
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  process.stdout.write(`${join('docs', 'console', `${name}.png`)}\n`);
}

async function showWorkflow(lab: ConsoleLab): Promise<void> {
  const page = await lab.open('#/workflow', VIEWPORT);
  await page.getByRole('button', { name: 'Train model (image-classification), Task' }).click();
  await shoot(page, 'workflow');
}

async function showGreenRun(lab: ConsoleLab): Promise<void> {
  const page = await lab.open('#/executions', VIEWPORT);
  await page.getByRole('link', { name: /^rehearsal-/ }).click();
  await page.getByRole('button', { name: 'Train model (image-classification), Task, Succeeded' }).click();
  await page.getByRole('tab', { name: 'Sent' }).click();
  await shoot(page, 'green-run');
}

async function showData(lab: ConsoleLab): Promise<void> {
  const page = await lab.open('#/data', VIEWPORT);
  await page.locator('.class-strip img').first().waitFor();
  await page.getByRole('button', { name: 'three', exact: true }).click();
  await page.getByRole('complementary', { name: 'Class three' }).locator('img').nth(IN_SIGHT).waitFor();
  await shoot(page, 'data-set');
}

async function showMistakes(lab: ConsoleLab): Promise<void> {
  const page = await lab.open('#/models', VIEWPORT);
  await page.getByRole('list', { name: 'Models' }).getByRole('link').first().click();
  await page.getByRole('button', { name: /^Predict/ }).click();
  await page.getByText('right of 120 images.').waitFor();
  await page.locator('.mistakes img').first().waitFor();
  await shoot(page, 'wrong-images');
}

/** A training job with most of its epochs done. */
async function showTraining(lab: ConsoleLab): Promise<void> {
  const page = await lab.open('#/workflow', VIEWPORT);
  await page.getByRole('button', { name: 'Start a run' }).click();
  await page.getByLabel('Input, as JSON').fill('{"force": true}');
  await page.getByLabel('Name (AWS').fill('spring-images');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const state = page.getByRole('complementary', { name: 'State Train model (image-classification)' });
  await state.getByRole('link', { name: 'retraining-dev-spring-images-0-0' }).click();
  await page
    .locator('.facts')
    .getByText(/^[56] of 8$/)
    .waitFor();
  await shoot(page, 'training');
  await page.locator('.run-header .status.is-succeeded').waitFor();
}

/** A run whose training job may not upload its artifact. */
async function showRedRun(lab: ConsoleLab): Promise<void> {
  const page = await lab.open('#/workflow', VIEWPORT);
  await page.getByRole('button', { name: 'Start a run' }).click();
  await page.getByLabel('Input, as JSON').fill('{"force": true}');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('region', { name: 'Failure' }).waitFor();
  await shoot(page, 'red-run');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, 'red-run-dark');
}

/** What the run needed of the role that Step Functions takes. */
async function showPermissions(lab: ConsoleLab): Promise<void> {
  const page = await lab.open('#/permissions', VIEWPORT);
  const role = page.getByRole('region').filter({ hasText: 'Taken by states.amazonaws.com' });
  await role.getByRole('listitem').filter({ hasText: 'sagemaker:CreateTrainingJob' }).getByRole('button').click();
  await page.getByText('Trust of the role').waitFor();
  await shoot(page, 'permissions');
}

async function showLogs(lab: ConsoleLab): Promise<void> {
  const page = await lab.open('#/logs/%2Faws%2Fsagemaker%2FTrainingJobs', VIEWPORT);
  await page
    .getByRole('button', { name: /Validation-accuracy/ })
    .last()
    .waitFor();
  await shoot(page, 'logs');
}

async function showFaults(lab: ConsoleLab): Promise<void> {
  const page = await lab.open('#/faults', VIEWPORT);
  await page.getByText('nothing to hit yet').waitFor();
  await shoot(page, 'faults');
}

async function withLab(config: string, show: (lab: ConsoleLab) => Promise<void>): Promise<void> {
  const lab = await ConsoleLab.start('run', '--keep', '--config', config);
  try {
    await show(lab);
  } finally {
    await lab.close();
  }
}

await mkdir(FOLDER, { recursive: true });
await withLab(GROWING_STACK, async (lab) => {
  await showWorkflow(lab);
  await showGreenRun(lab);
  await showTraining(lab);
  await showPermissions(lab);
  await showLogs(lab);
  await lab.addFault('upload-denied');
  await showFaults(lab);
  await showRedRun(lab);
});
// The project's own settings train long enough that a mistake is a hard image.
await withLab(PROJECT_STACK, async (lab) => {
  await showData(lab);
  await showMistakes(lab);
});
