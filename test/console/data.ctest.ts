import { PutObjectCommand } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import sharp from 'sharp';
import { pollUntil } from '../support/poll-until.ts';
import { seriousFindings } from './support/accessibility.ts';
import { useConsoleLab } from './support/use-console-lab.ts';

const HOSTILE = '<img src=x onerror="window.hacked=1">';
const LONG = 'a class whose name is eighty characters long, which is about as long as they are';
const ARABIC = 'قطة صغيرة';

describe('the data set in the console', () => {
  const lab = useConsoleLab();

  it('shows the classes of the newest run with counts and shares of each split', async () => {
    const page = await lab().open('#/data');
    // The sample data set has 72 images to train on and 24 to validate of each of its five classes.
    const row = page.getByRole('row', { name: /zero/ });
    await row.waitFor();
    expect(await page.locator('.class-bars tbody tr').count()).to.equal(5);
    expect(await row.getByRole('cell').allTextContents()).to.deep.equal(['72 20.0 %', '24 20.0 %']);
    await page.getByText('360 images').waitFor();
    await page.getByText('120 images').waitFor();
    await page.getByText('30 of 30 images looked into: so much larger').waitFor();
    expect(lab().complaints).to.deep.equal([]);
  });

  it('shows pictures of each class, those of a chosen class and one of them large, at an address that survives', async () => {
    const page = await lab().open('#/data');
    await page.locator('.class-strip img').first().waitFor();
    await page.getByRole('row', { name: '150 × 300' }).waitFor();
    await page.getByText('image_shape is 32 × 32').waitFor();
    await page.getByRole('row', { name: 'larger: only the centre is trained on' }).waitFor();
    await page.getByRole('button', { name: 'three', exact: true }).click();
    const inspector = page.getByRole('complementary', { name: 'Class three' });
    await inspector.getByRole('button').nth(1).click();
    await inspector.locator('.picture-large img').waitFor();
    await page.reload();
    await page.getByRole('complementary', { name: 'Class three' }).locator('.picture-large img').waitFor();
  });

  it('needs no scrolling sideways on a telephone', async () => {
    const page = await lab().open('#/data', { width: 390, height: 844 });
    await page.locator('.class-strip').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390);
  });

  it('opens the rows that the training job reads', async () => {
    const page = await lab().open('#/data');
    await page.getByRole('button', { name: 'Validation 120' }).click();
    await page.getByText('120 of 120 rows').waitFor();
    const first = page.locator('.lst-rows .row').first();
    expect(await first.locator('span').first().textContent()).to.equal('1');
  });

  it('shows names of any kind as they are, what was left out, and what to do', async () => {
    const { clients } = lab();
    const outputs = await (await lab().open('#/data')).evaluate('fetch("session").then((answer) => answer.json())');
    const { bucketName, datasetPrefix, stateMachineArn } = (outputs as { outputs: Record<string, string> }).outputs;
    const put = (key: string, Body: Buffer | string) =>
      clients.s3.send(new PutObjectCommand({ Bucket: bucketName, Key: `${datasetPrefix}/${key}`, Body }));
    let shade = 0;
    const picture = () =>
      sharp({ create: { width: 150, height: 300, channels: 3, background: { r: ++shade, g: 90, b: 90 } } })
        .jpeg()
        .toBuffer();
    for (const name of [HOSTILE, LONG, ARABIC]) {
      await put(`train/${name}/${HOSTILE}.jpg`, await picture());
      await put(`train/${name}/2.jpg`, await picture());
      await put(`test/${name}/1.jpg`, await picture());
    }
    await put(`train/${ARABIC}/notes ${HOSTILE}.txt`, 'left out');
    const started = await clients.sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'names-of-any-kind' }));
    expect(started.executionArn).to.be.a('string');
    const page = await lab().open('#/data');
    for (const name of [HOSTILE, LONG, ARABIC]) {
      await page.getByRole('row').getByRole('button', { name, exact: true }).waitFor();
    }
    await page.getByText('1 file left out: not an image').click();
    await page.getByText('Convert images to JPEG, PNG or BMP').waitFor();
    await page.getByText(`notes ${HOSTILE}.txt`).waitFor();
    await page.getByRole('row').getByRole('button', { name: HOSTILE, exact: true }).click();
    const inspector = page.getByRole('complementary', { name: `Class ${HOSTILE}` });
    await inspector.locator('img').first().waitFor();
    expect(await page.evaluate('window.hacked')).to.equal(undefined);
    expect(await page.evaluate('document.querySelectorAll("[onerror], script:not([src])").length')).to.equal(0);
    expect(lab().complaints).to.deep.equal([]);
    // The run before has its own files still.
    const earlier = await pollUntil('the earlier run is listed', async () => {
      const names = await page.getByLabel('Run').locator('option').allTextContents();
      return names.find((name) => name.startsWith('rehearsal-'));
    });
    await page.getByLabel('Run').selectOption(earlier);
    await pollUntil(
      'five classes',
      async () => (await page.locator('.class-bars tbody tr').count()) === 5 || undefined,
    );
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no serious finding of axe-core, ${colorScheme}`, async () => {
      for (const fragment of ['#/data', `#/data?class=one`]) {
        const page = await lab().open(fragment);
        await page.emulateMedia({ colorScheme });
        // Pictures are read when they come into sight, and findings may be above them.
        await page.locator('.class-strip').first().scrollIntoViewIfNeeded();
        await page.locator('.class-strip img').first().waitFor();
        expect(await seriousFindings(page), fragment).to.deep.equal([]);
        await page.close();
      }
    });
  }
});
