import { expect } from 'chai';
import { useConsoleLab } from './support/use-console-lab.ts';

describe('faults in the console', () => {
  const lab = useConsoleLab();

  it('are switched on and off, with what became of them, and are named on every page while they are on', async () => {
    const page = await lab().open('#/faults');
    const capacity = page.getByRole('switch', { name: 'capacity' });
    await page.getByRole('switch', { name: 'capacity', checked: false }).click();
    await page.getByRole('switch', { name: 'capacity', checked: true }).waitFor();
    await page.getByText('nothing to hit yet').waitFor();
    await page.getByRole('link', { name: '1 fault on' }).waitFor();

    const run = await lab().open('#/workflow');
    await run.getByRole('link', { name: '1 fault on' }).waitFor();
    await run.getByRole('button', { name: 'Start a run' }).click();
    await run.getByLabel('Input, as JSON').fill('{"force": true}');
    await run.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByText('happened 1 of 1 times').waitFor();

    await capacity.click();
    await page.getByRole('switch', { name: 'capacity', checked: false }).waitFor();
    expect(await page.getByRole('link', { name: '1 fault on' }).count()).to.equal(0);
  });

  it('take parameters, and say what is wrong with one', async () => {
    const page = await lab().open('#/faults');
    const row = page.getByRole('listitem').filter({ hasText: 'throttling' });
    await row.getByText('Parameters').click();
    await row.getByLabel('Which').fill('1-2');
    await row.getByLabel('Operation').fill('DescribeTrainingJob');
    await row.getByRole('button', { name: 'Switch on' }).click();
    await row.getByText('throttling:1-2@DescribeTrainingJob').waitFor();
    await row.getByLabel('Which').fill('0');
    await row.getByRole('button', { name: 'Switch on' }).click();
    await row.getByText('which "0" says not which one').waitFor();
    await row.getByRole('button', { name: 'Take off throttling:1-2@DescribeTrainingJob' }).click();
    await page.getByRole('switch', { name: 'throttling', checked: false }).waitFor();
  });
});
