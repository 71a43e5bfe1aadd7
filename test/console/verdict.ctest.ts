import { expect } from 'chai';
import { seriousFindings } from './support/accessibility.ts';
import { useConsoleLab } from './support/use-console-lab.ts';

describe('the verdict on a model in the console', () => {
  // Of the stacks it is this one that judges its models.
  const lab = useConsoleLab('--stack', 'prod');

  it('is shown at the state that compares: accuracy with its interval, counts, and the worst mistakes as pictures', async () => {
    const page = await lab().open('#/executions');
    await page.locator('a[href^="#/executions/"]').first().click();
    await page.locator('.states').getByText('Compare with champion').first().click();
    const verdict = page.locator('.verdict');
    await verdict.getByText('There is no champion to compare with.').waitFor();
    expect(await verdict.locator('.promoted').textContent()).to.equal('Promoted.');
    const label = (await verdict.getByRole('img', { name: /^Accuracy\./ }).getAttribute('aria-label')) ?? '';
    const [, hits] = /^Accuracy\. This model: [\d.]+ %, from [\d.]+ % to [\d.]+ %, (\d+) of 120$/.exec(label) ?? [];
    const counts = await verdict
      .getByRole('table', { name: /^Confusion/ })
      .locator('tbody tr')
      .all();
    const rows = await Promise.all(counts.map((row) => row.locator('td').allTextContents()));
    // The right ones are on the diagonal.
    const right = rows.reduce((sum, row, at) => sum + (Number(row[at]) || 0), 0);
    expect(right, label).to.equal(Number(hits));
    expect(await verdict.locator('.mistakes li').count()).to.equal(3);
    await verdict.locator('.mistakes img').nth(2).waitFor();
    if (process.env['SHOT'] !== undefined) await page.screenshot({ path: process.env['SHOT'] });
    expect(await seriousFindings(page)).to.deep.equal([]);
    expect(lab().complaints).to.deep.equal([]);
  });
});
