import { text } from 'node:stream/consumers';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { useConsoleLab } from './support/use-console-lab.ts';

describe('runs in the console', () => {
  const lab = useConsoleLab();

  it('start in the page, and turn green before one’s eyes', async () => {
    const page = await lab().open();
    await page.getByRole('button', { name: 'Start a run' }).click();
    await page.getByLabel('Input, as JSON').fill('{"force": true}');
    await page.getByLabel('Name (AWS').fill('started-in-the-page');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('heading', { name: 'started-in-the-page' }).waitFor();
    const graph = page.getByRole('group', { name: 'Graph of the states' });
    await graph.getByRole('button', { name: 'Train model (image-classification), Task, Running' }).waitFor();
    await page.locator('.run-header .status.is-succeeded').waitFor();
    for (const state of ['Generate dataset', 'Train model (image-classification)', 'Save Model', 'Keep labels']) {
      await graph.getByRole('button', { name: `${state}, Task, Succeeded` }).waitFor();
    }
    await graph.getByRole('button', { name: 'Nothing to do, Succeed, Not reached' }).waitFor();
    await page.getByRole('tab', { name: 'Output' }).click();
    expect(await page.getByRole('tabpanel', { name: 'Output' }).textContent()).to.contain('trainingJob');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'History' }).click(),
    ]);
    const { events } = JSON.parse(await text(await download.createReadStream()));
    expect(events[0]).to.deep.include({ id: 1, previousEventId: 0, type: 'ExecutionStarted' });
    expect(events[0].executionStartedEventDetails.input).to.equal('{"force": true}');
  });

  it('refuse an input that is no JSON, before it is sent', async () => {
    const page = await lab().open();
    await page.getByRole('button', { name: 'Start a run' }).click();
    await page.getByLabel('Input, as JSON').fill('{"force": tru}');
    await page.getByText('This is no JSON: ').waitFor();
    expect(await page.getByRole('button', { name: 'Start', exact: true }).isDisabled()).to.equal(true);
  });

  it('show first, when they are red, which state failed, why and what to do; a redrive makes them green', async () => {
    const { clients } = lab();
    await clients.s3.send(new CreateBucketCommand({ Bucket: 'console-redrive' }));
    const Resource = 'arn:aws:states:::aws-sdk:s3:headObject';
    const read = { Type: 'Task', Resource, Parameters: { Bucket: 'console-redrive', Key: 'late' }, Next: 'Done' };
    const states = { Begin: { Type: 'Pass', Next: 'Read the file' }, 'Read the file': read, Done: { Type: 'Succeed' } };
    const machine = await lab().createMachine('console-redrive', { StartAt: 'Begin', States: states });
    const page = await lab().open(`#/workflow?machine=${encodeURIComponent(machine)}`);
    await page.getByRole('button', { name: 'Start a run' }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    const failure = page.getByRole('region', { name: 'Failure' });
    await failure.waitFor();
    expect(await failure.locator('.where').textContent()).to.match(/^In Read the file S3\./);
    expect(await failure.locator('.advice').textContent()).to.match(/redrive/i);
    const inspector = page.getByRole('complementary', { name: 'State Read the file' });
    await inspector.getByRole('tab', { name: 'Error', selected: true }).waitFor();
    await inspector.getByRole('tab', { name: 'Sent' }).click();
    await inspector.getByText('console-redrive').waitFor();

    await clients.s3.send(new PutObjectCommand({ Bucket: 'console-redrive', Key: 'late', Body: 'here' }));
    await page.getByRole('button', { name: 'Redrive' }).click();
    await page.locator('.run-header .status.is-succeeded').waitFor();
    await page.getByText('redriven 1 time').waitFor();
    expect(await failure.count()).to.equal(0);
  });

  it('stop, and begin again with an edited input', async () => {
    const wait = { Type: 'Wait', SecondsPath: '$.seconds', End: true };
    const machine = await lab().createMachine('console-stop', { StartAt: 'Hold', States: { Hold: wait } });
    const page = await lab().open(`#/workflow?machine=${encodeURIComponent(machine)}`);
    await page.getByRole('button', { name: 'Start a run' }).click();
    await page.getByLabel('Input, as JSON').fill('{"seconds": 600}');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('button', { name: 'Hold, Wait, Running' }).waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.locator('.run-header .status.is-aborted').waitFor();
    await page.getByRole('button', { name: 'New run with this input' }).click();
    expect(JSON.parse(await page.getByLabel('Input, as JSON').inputValue())).to.deep.equal({ seconds: 600 });
    await page.getByLabel('Input, as JSON').fill('{"seconds": 0}');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.locator('.run-header .status.is-succeeded').waitFor();
  });

  it('are listed, found by status and by name, and open at an address that survives a reload', async () => {
    const page = await lab().open('#/executions');
    await page.getByRole('link', { name: /^rehearsal-/ }).waitFor();
    await page.getByRole('button', { name: 'Failed' }).click();
    await page.getByText('No such run').waitFor();
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await page.getByLabel('Search runs by name').fill('rehearsal-');
    await page.getByRole('link', { name: /^rehearsal-/ }).click();
    await page.getByRole('button', { name: 'Save Model, Task, Succeeded' }).click();
    await page.getByRole('tab', { name: 'Sent' }).click();
    await page.reload();
    const inspector = page.getByRole('complementary', { name: 'State Save Model' });
    await inspector.getByRole('tab', { name: 'Sent', selected: true }).waitFor();
    await inspector.getByText('ExecutionRoleArn', { exact: true }).waitFor();
  });

  it('are compared, with what differs alone', async () => {
    const pass = { Type: 'Pass', End: true };
    const machine = await lab().createMachine('console-compare', { StartAt: 'Echo', States: { Echo: pass } });
    for (const n of [1, 2]) {
      const input = JSON.stringify({ n, same: true });
      await lab().clients.sfn.send(new StartExecutionCommand({ stateMachineArn: machine, name: `run-${n}`, input }));
    }
    const page = await lab().open(`#/executions?machine=${encodeURIComponent(machine)}`);
    await page.getByRole('button', { name: 'Compare run-1' }).click();
    await page.getByRole('button', { name: 'Compare run-2' }).click();
    const differences = page.getByRole('row', { name: '$.n' });
    await differences.first().waitFor();
    expect(await differences.allTextContents()).to.deep.equal(['$.n12', '$.n12']);
    expect(await page.getByText('$.same').count()).to.equal(0);
  });

  it('are gone through with keys', async () => {
    const page = await lab().open('#/workflow');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByRole('link', { name: /^rehearsal-/ }).press('Enter');
    await page.getByRole('complementary', { name: 'The run' }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('complementary', { name: 'State Generate dataset' }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('complementary', { name: 'State Anything to do' }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('complementary', { name: 'State Generate dataset' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: 'The run' }).waitFor();
  });

  it('of 2,406 events list them all, say what their number is, and open the last one', async () => {
    const each = { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } };
    const map = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: each, ResultPath: null, End: true };
    const machine = await lab().createMachine('console-long', { StartAt: 'Each', States: { Each: map } });
    // ExecutionStarted, MapStateEntered, MapStateStarted; four for each item; MapStateSucceeded, MapStateExited, ExecutionSucceeded.
    const items = Array.from({ length: 600 }, (_, index) => index);
    const input = JSON.stringify({ items });
    const command = new StartExecutionCommand({ stateMachineArn: machine, name: 'long', input });
    const { executionArn = '' } = await lab().clients.sfn.send(command);
    const page = await lab().open(`#/executions/${encodeURIComponent(executionArn)}`);
    await page.locator('.run-header .status.is-succeeded').waitFor();
    // The number is an element of its own, which readers of the screen part from the word before it.
    await page.getByRole('tab', { name: /^Events ?2,406$/ }).click();
    const last = page.getByRole('button', { name: 'ExecutionSucceeded' });
    await page.locator('.events .virtual').evaluate((box: { scrollTop: number; scrollHeight: number }) => {
      box.scrollTop = box.scrollHeight;
    });
    await last.click();
    await page.getByRole('button', { name: 'Copy event 2406' }).waitFor();
  });

  it('that are one among many are found by name, once all are listed', async () => {
    const pass = { Type: 'Pass', End: true };
    const stateMachineArn = await lab().createMachine('console-many', { StartAt: 'Only', States: { Only: pass } });
    const start = (name: string) => lab().clients.sfn.send(new StartExecutionCommand({ stateMachineArn, name }));
    await start('the-oldest');
    for (let n = 0; n < 120; n += 1) await start(`run-${n}`);
    const page = await lab().open(`#/executions?machine=${encodeURIComponent(stateMachineArn)}`);
    await page.getByText('100 listed').waitFor();
    await page.getByLabel('Search runs by name').fill('oldest');
    await page.getByText('No such run').waitFor();
    await page.getByRole('button', { name: 'search all of them' }).click();
    await page.getByRole('link', { name: 'the-oldest' }).waitFor();
    await page.getByText('121 listed').waitFor();
  });

  it('ask nothing in a hidden tab, and go on when it is shown again', async () => {
    const page = await lab().open('#/executions');
    // With a clock of the test's own the pauses between calls, up to half a minute, are over at once.
    await page.clock.install();
    await page.reload();
    await page.getByRole('link', { name: /^rehearsal-/ }).waitFor();
    const show = (isShown: boolean) =>
      page.evaluate(`
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => ${isShown ? "'visible'" : "'hidden'"} });
        document.dispatchEvent(new Event('visibilitychange'));
      `);
    await show(false);
    await page.clock.runFor(60_000);
    let calls = 0;
    page.on('request', () => {
      calls += 1;
    });
    await page.clock.runFor(120_000);
    expect(calls).to.equal(0);
    const asked = page.waitForRequest(/aws\/states/);
    await show(true);
    await asked;
  });
});
