import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { pollUntil } from '../support/poll-until.ts';
import { seriousFindings } from './support/accessibility.ts';
import { useConsoleLab } from './support/use-console-lab.ts';

const PAGES = [
  ...['#/workflow', '#/executions', '#/training', '#/permissions', '#/faults', '#/logs'],
  '#/logs/%2Faws%2Fsagemaker%2FTrainingJobs?range=all',
];
const HOSTILE = '<img src=x onerror="window.hacked=1">';

describe('the console, with what is hostile or hard to see', () => {
  const lab = useConsoleLab();

  let machines = 0;

  /** An execution full of markup: a state's name, keys, values, an error and its cause. */
  const hostileRun = async () => {
    const fail = { Type: 'Fail', Error: HOSTILE, Cause: `<script>window.hacked=1</script>${HOSTILE}` };
    const choice = {
      Type: 'Choice',
      Choices: [{ Variable: `$['${HOSTILE}']`, IsPresent: true, Next: 'End' }],
      Default: HOSTILE,
    };
    const machine = await lab().createMachine(`console-hostile-${++machines}`, {
      Comment: HOSTILE,
      StartAt: 'End or not',
      States: { 'End or not': choice, End: { Type: 'Succeed' }, [HOSTILE]: fail },
    });
    const input = JSON.stringify({ safe: 1, [`${HOSTILE}2`]: [HOSTILE, '<svg onload=window.hacked=1>'] });
    const command = new StartExecutionCommand({ stateMachineArn: machine, input });
    return (await lab().clients.sfn.send(command)).executionArn ?? '';
  };

  it('shows names, keys and causes that are markup as the text that they are, and runs nothing', async () => {
    const arn = await hostileRun();
    const page = await lab().open(`#/executions/${encodeURIComponent(arn)}`);
    const failure = page.getByRole('region', { name: 'Failure' });
    await failure.getByText(`<script>window.hacked=1</script>${HOSTILE}`).waitFor();
    await page.getByRole('complementary', { name: `State ${HOSTILE}` }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Input' }).click();
    await page.getByRole('tabpanel', { name: 'Input' }).getByText('<svg onload=window.hacked=1>').waitFor();
    await page.getByRole('tab', { name: /^Events/ }).click();
    await page.getByRole('button', { name: 'ExecutionFailed' }).click();
    expect(await page.evaluate('window.hacked')).to.equal(undefined);
    expect(
      await page.evaluate('document.querySelectorAll("img, script:not([src]), [onerror], [onload]").length'),
    ).to.equal(0);
    expect(lab().complaints).to.deep.equal([]);
  });

  it('lets in nobody without the secret, and keeps it out of the address', async () => {
    const page = await lab().open('#/executions');
    expect(new URL(page.url()).pathname).to.equal('/_console/');
    const stranger = await (await lab().browser.newContext()).newPage();
    const answer = await stranger.goto(new URL('/_console/', lab().consoleUrl).href);
    expect(answer?.status()).to.equal(403);
    // Read by no script of the page's either.
    expect(await page.evaluate('document.cookie')).to.equal('');
  });

  it('runs no inline script, should one ever get in', async () => {
    const page = await lab().open();
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(HOSTILE)})`);
    // The browser says that it has refused the handler of the picture, which it could not load.
    await pollUntil('the handler is refused', () =>
      lab().complaints.find((text) => text.includes('inline event handler')),
    );
    expect(await page.evaluate('window.hacked')).to.equal(undefined);
    lab().complaints.length = 0;
  });

  for (const width of [390, 1280, 1920]) {
    it(`fits a window of ${width} pixels, without scrolling sideways`, async () => {
      for (const fragment of PAGES) {
        const page = await lab().open(fragment, { width, height: 900 });
        await page.locator('h1').first().waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth'), fragment).to.equal(width);
        await page.close();
      }
    });
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no serious finding of axe-core on any page, ${colorScheme}`, async () => {
      const arn = await hostileRun();
      const red = `#/executions/${encodeURIComponent(arn)}`;
      for (const fragment of [...PAGES, red, `${red}?list=events&visit=2`]) {
        const page = await lab().open(fragment);
        await page.emulateMedia({ colorScheme });
        await page.locator('h1').first().waitFor();
        expect(await seriousFindings(page), fragment).to.deep.equal([]);
        await page.close();
      }
    });
  }
});
