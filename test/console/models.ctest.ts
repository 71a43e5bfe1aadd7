import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { seriousFindings } from './support/accessibility.ts';
import { useConsoleLab } from './support/use-console-lab.ts';

interface Answer {
  readonly predictions: readonly { readonly image: string; readonly probabilities: readonly number[] }[];
}

describe('a model in the console', () => {
  const lab = useConsoleLab();
  const openModel = async () => {
    const page = await lab().open('#/models');
    await page.getByRole('list', { name: 'Models' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'On the validation images' }).waitFor();
    return page;
  };

  it('shows how many images of each class are predicted as which, as predictions that are asked for by themselves say', async () => {
    const page = await openModel();
    await page.getByRole('button', { name: 'Predict 120 images' }).click();
    await page.getByText('right of 120 images.').waitFor();
    const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    const classes = ['four', 'one', 'three', 'two', 'zero'];
    const bucket = /s3:\/\/([^/]+)/.exec((await page.getByText(/^s3:.*model\.tar\.gz$/).textContent()) ?? '')?.[1];
    const counts = classes.map(() => classes.map(() => 0));
    for (const [label, one] of classes.entries()) {
      // The sample's validation images are called so: 24 of each class.
      const listed = await page.evaluate(
        `fetch('aws/s3/${bucket}?list-type=2&prefix=dataset/test/${one}/').then((answer) => answer.text())`,
      );
      const keys = [...String(listed).matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => `s3://${bucket}/${key}`);
      expect(keys).to.have.lengthOf(24);
      const response = await fetch(new URL('/_rehearsal/predictions', lab().consoleUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: name, images: keys }),
      });
      for (const { probabilities } of ((await response.json()) as Answer).predictions) {
        const predicted = probabilities.indexOf(Math.max(...probabilities));
        const row = counts[label];
        if (row !== undefined) row[predicted] = (row[predicted] ?? 0) + 1;
      }
    }
    const matrix = page.getByRole('table', { name: 'Confusion matrix' });
    const shown: number[][] = [];
    for (const row of await matrix.locator('tbody tr').all()) {
      const texts = await row.locator('td').allTextContents();
      shown.push(texts.map((text) => (text === '·' ? 0 : Number(text))));
    }
    expect(shown).to.deep.equal(counts);
    await matrix.getByRole('button').first().click();
    await page.locator('.mistakes img').first().waitFor();
    expect(lab().complaints).to.deep.equal([]);
  });

  it('says the classes of an image that is chosen, and why a broken one has none', async () => {
    const page = await openModel();
    const bytes = await sharp({ create: { width: 150, height: 300, channels: 3, background: 'black' } })
      .jpeg()
      .toBuffer();
    await page.getByLabel('Image to try').setInputFiles({ name: 'own.jpg', mimeType: 'image/jpeg', buffer: bytes });
    const tried = page.getByRole('region', { name: 'Try it' });
    await tried.locator('.probabilities li').nth(4).waitFor();
    const shares = await tried.locator('.probabilities .number').allTextContents();
    const sum = shares.reduce((total, text) => total + Number.parseFloat(text.replace('< ', '')), 0);
    expect(sum).to.be.closeTo(100, 0.3);
    const broken = join(tmpdir(), `broken-${process.pid}.jpg`);
    writeFileSync(broken, 'no image');
    await page.getByLabel('Image to try').setInputFiles(broken);
    await tried.getByText('it cannot be decoded').waitFor();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no serious finding of axe-core, ${colorScheme}`, async () => {
      const page = await openModel();
      await page.emulateMedia({ colorScheme });
      const predict = page.getByRole('button', { name: /^Predict/ });
      if ((await predict.count()) > 0) await predict.click();
      await page.getByText('right of 120 images.').waitFor();
      expect(await seriousFindings(page)).to.deep.equal([]);
      await page.close();
    });
  }
});
