import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { useConsoleLab } from './support/use-console-lab.ts';

/** Three files are looked for, of which the last one is not there. */
const FILES = ['first', 'second', 'lost'];

function machineOf(bucket: string, processorConfig: object): object {
  const Resource = 'arn:aws:states:::aws-sdk:s3:headObject';
  const look = { Type: 'Task', Resource, Parameters: { Bucket: bucket, 'Key.$': '$' }, End: true };
  const ItemProcessor = { ProcessorConfig: processorConfig, StartAt: 'Look', States: { Look: look } };
  return { StartAt: 'Each', States: { Each: { Type: 'Map', MaxConcurrency: 1, ItemProcessor, End: true } } };
}

describe('runs of a Map in the console', () => {
  const lab = useConsoleLab();

  /** Gives the page of a run over the three files. */
  async function runOver(bucket: string, processorConfig: object) {
    const { s3, sfn } = lab().clients;
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    for (const Key of ['first', 'second']) await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x' }));
    const stateMachineArn = await lab().createMachine(bucket, machineOf(bucket, processorConfig));
    const start = new StartExecutionCommand({ stateMachineArn, name: 'three', input: JSON.stringify(FILES) });
    const { executionArn = '' } = await sfn.send(start);
    const page = await lab().open(`#/executions/${encodeURIComponent(executionArn)}`);
    await page.locator('.run-header .status.is-failed').waitFor();
    return page;
  }

  it('show one iteration after the other, and the failed one at once', async () => {
    const page = await runOver('console-picked', { Mode: 'INLINE' });
    const inspector = page.getByRole('complementary', { name: 'State Look' });
    await page
      .getByRole('group', { name: 'Graph of the states' })
      .getByRole('button', { name: /^Look, / })
      .click();
    const iteration = inspector.getByRole('spinbutton', { name: 'Iteration' });
    const input = async () => {
      await inspector.getByRole('tab', { name: 'Input' }).click();
      return inspector.getByRole('tabpanel', { name: 'Input' }).textContent();
    };
    expect(await iteration.inputValue()).to.equal('2');
    expect(await input()).to.contain('lost');
    await iteration.fill('0');
    await iteration.press('Enter');
    await inspector.getByRole('button', { name: '1 failed' }).waitFor();
    expect(await input()).to.contain('first');
    await inspector.getByRole('button', { name: 'Iteration after' }).click();
    expect(await input()).to.contain('second');
    await inspector.getByRole('button', { name: '1 failed' }).click();
    expect(await iteration.inputValue()).to.equal('2');
  });

  it('that do items of a distributed Map are not started by themselves, and say why', async () => {
    const page = await runOver('console-children', { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' });
    await page
      .getByRole('group', { name: 'Graph of the states' })
      .getByRole('button', { name: /^Each, / })
      .click();
    await page.getByRole('tab', { name: 'Items' }).click();
    await page.locator('.map-run a').first().click();
    await page.getByText('It does items of a distributed Map state').waitFor();
    expect(await page.getByRole('button', { name: 'New run with this input' }).count()).to.equal(0);
    expect(await page.getByRole('button', { name: 'Copy CLI command' }).count()).to.equal(0);
  });
});
