import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { useConsoleLab } from './support/use-console-lab.ts';

const HOSTILE = '<img src=x onerror="window.hacked=1">';

describe('logs in the console', () => {
  const lab = useConsoleLab();

  const write = async (logGroupName: string, logStreamName: string, messages: readonly string[]) => {
    const timestamp = Date.now();
    const logEvents = messages.map((message) => ({ timestamp, message }));
    await lab().clients.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  };

  const group = async (logGroupName: string, ...streams: readonly string[]) => {
    const { logs } = lab().clients;
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    for (const logStreamName of streams) await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    return `#/logs/${encodeURIComponent(logGroupName)}`;
  };

  it('list their groups, of which one shows its lines as they come', async () => {
    await group('live', 'one');
    await write('live', 'one', ['first line']);
    const page = await lab().open('#/logs');
    await page.getByLabel('Search groups by name').fill('LIVE');
    await page.getByRole('link', { name: 'live' }).click();
    const lines = page.getByRole('list', { name: 'Log lines' }).getByRole('button');
    await page.getByRole('button', { name: 'first line' }).waitFor();
    await write('live', 'one', ['second line', `${HOSTILE} third`]);
    await page.getByRole('button', { name: 'second line' }).waitFor();
    expect(await lines.allTextContents()).to.deep.equal(['first line', 'second line', `${HOSTILE} third`]);
    expect(await page.evaluate('window.hacked')).to.equal(undefined);
    expect(lab().complaints).to.deep.equal([]);
  });

  it('are filtered by CloudWatch’s pattern and by stream, at an address that survives a reload', async () => {
    const fragment = await group('filtered', 'one', 'two');
    await write('filtered', 'one', ['red apple', 'green apple']);
    await write('filtered', 'two', ['red pear']);
    const page = await lab().open(fragment);
    const lines = page.getByRole('list', { name: 'Log lines' }).getByRole('button');
    await page.getByLabel('Filter pattern').fill('red');
    await page.getByLabel('Filter pattern').press('Enter');
    await page.getByText('2 lines').waitFor();
    expect(await lines.allTextContents()).to.deep.equal(['red apple', 'red pear']);
    await page.getByRole('button', { name: 'two', exact: true }).click();
    await page.getByText('1 line,').waitFor();
    await page.reload();
    await page.getByText('1 line,').waitFor();
    expect(await lines.allTextContents()).to.deep.equal(['red pear']);
    await page.getByLabel('Filter pattern').fill('a+b');
    await page.getByLabel('Filter pattern').press('Enter');
    await page.getByText('FilterLogEvents failed').waitFor();
  });

  it('ask nothing while they are paused', async () => {
    const fragment = await group('paused', 'one');
    await write('paused', 'one', ['first line']);
    const page = await lab().open(fragment);
    await page.getByRole('button', { name: 'first line' }).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('1 line', { exact: true }).waitFor();
    await write('paused', 'one', ['second line']);
    await page.getByRole('button', { name: 'Follow' }).click();
    await page.getByRole('button', { name: 'second line' }).waitFor();
  });

  it('say how many lines are new to a reader who has gone up', async () => {
    const fragment = await group('long', 'one');
    await write(
      'long',
      'one',
      Array.from({ length: 300 }, (_, index) => `line ${index}`),
    );
    const page = await lab().open(fragment);
    await page.getByRole('button', { name: 'line 299' }).waitFor();
    const box = page.locator('.log-lines .virtual');
    await box.evaluate((element: { scrollTop: number }) => {
      element.scrollTop = 0;
    });
    await page.getByRole('button', { name: 'line 0', exact: true }).waitFor();
    await write('long', 'one', ['news 1', 'news 2']);
    await page.getByRole('button', { name: '2 new' }).click();
    await page.getByRole('button', { name: 'news 2' }).waitFor();
  });

  it('are shown for a state, the lines of its own function or training job', async () => {
    const page = await lab().open('#/executions');
    await page.getByRole('link', { name: /^rehearsal-/ }).click();
    await page.getByRole('button', { name: 'Generate dataset, Task, Succeeded' }).click();
    await page.getByRole('tab', { name: 'Log' }).click();
    await page.getByRole('button', { name: /^START RequestId: / }).waitFor();
    await page.getByRole('button', { name: /^REPORT RequestId: / }).waitFor();
    await page.getByRole('button', { name: 'Train model (image-classification), Task, Succeeded' }).click();
    await page.getByRole('tab', { name: 'Log' }).click();
    await page
      .getByRole('button', { name: /Validation-accuracy/ })
      .first()
      .waitFor();
    await page.getByRole('link', { name: '/aws/sagemaker/TrainingJobs' }).click();
    await page.getByRole('heading', { name: '/aws/sagemaker/TrainingJobs' }).waitFor();
    await page
      .getByRole('button', { name: /Validation-accuracy/ })
      .first()
      .waitFor();
  });
});
