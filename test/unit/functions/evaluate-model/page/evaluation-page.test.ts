import { expect } from 'chai';
import { championOf, EvaluatedRun, type Row } from '../evaluated-run.ts';

const EVIL = '<img src=x onerror=alert(1)>';
const ESCAPED = '&lt;img src=x onerror=alert(1)&gt;';

/** A judged run of classes with these images, of which the model has the named ones wrong, and the champion all of them right. */
async function judgedRun(
  classes: readonly string[],
  rows: readonly Row[],
  wrong: readonly string[],
  images: Readonly<Record<string, Buffer>>,
  failure: EvaluatedRun['bucket']['failure'] = () => undefined,
): Promise<EvaluatedRun> {
  const first = new EvaluatedRun(classes, rows);
  first.put('evaluation/evaluation.json', { classes });
  const run = new EvaluatedRun(classes, rows, 'run-2', first.bucket);
  for (const [path, bytes] of Object.entries(images)) run.bucket.objects.set(`p/test/${path}`, bytes);
  await run.choose({ champion: championOf(first) });
  const right = (label: number) => classes.map((_, at) => (at === label ? 1 : 0));
  run.predict('champion', Object.fromEntries(rows.map(([path, label]) => [path, right(label)])));
  run.predict(
    'model',
    Object.fromEntries(
      rows.map(([path, label]) => [path, right(wrong.includes(path) ? (label + 1) % classes.length : label)]),
    ),
  );
  run.bucket.failure = failure;
  await run.judge();
  return run;
}

const pictures = (html: string) => [...html.matchAll(/<img [^>]*>/g)].map(([tag]) => tag);

describe('the page of an evaluation', () => {
  it('shows the wrong images as they are, and those on which the models differ', async () => {
    const rows: readonly Row[] = [
      ['cat/1.jpg', 0],
      ['cat/2.PNG', 0],
      ['dog/3.jpg', 1],
    ];
    const images = { 'cat/1.jpg': Buffer.from('one'), 'cat/2.PNG': Buffer.from('two') };
    const html = (await judgedRun(['cat', 'dog'], rows, ['cat/1.jpg', 'cat/2.PNG'], images)).text(
      'evaluation/evaluation.html',
    );
    // "one" and "two" in base64.
    const [one, two] = ['data:image/jpeg;base64,b25l', 'data:image/png;base64,dHdv'];
    expect(pictures(html)).to.deep.equal([
      `<img src="${one}" alt="cat/1.jpg">`,
      `<img src="${two}" alt="cat/2.PNG">`,
      `<img src="${one}" alt="cat/1.jpg">`,
      `<img src="${two}" alt="cat/2.PNG">`,
    ]);
    expect(html).to.contain('<b>Not promoted: cannot tell.</b> Registered as Rejected.');
    expect(html).to.contain('<div>champion (right) <b>cat (1.0000)</b></div>');
    // One of three is right; Wilson of 1 of 3.
    expect(html).to.contain('33.3 % [6.1 %, 79.2 %] on 3 of 3 validation images');
    expect(html.match(/<table class="matrix">/g)).to.have.length(2);
    // Recall of both: Wilson of 0 of 2 and of 2 of 2.
    expect(html).to.contain(
      '<tr><td>cat</td><td>2</td><td>0.0 % [0.0 %, 65.8 %]</td><td>100.0 % [34.2 %, 100.0 %]</td>',
    );
  });

  it('has nothing of a champion where there is none', async () => {
    const run = new EvaluatedRun(['cat', 'dog'], [['cat/1.jpg', 0]]);
    await run.choose();
    run.predict('model', { 'cat/1.jpg': [1, 0] });
    await run.judge();
    const html = run.text('evaluation/evaluation.html');
    expect(html).to.contain('<p>None is wrong.</p>').and.to.contain('<th>recall</th><th>precision</th>');
    // In the title, as the verdict, and as its reason.
    expect(html.match(/[a-z ]*champion[a-z ]*/g)).to.deep.equal([
      ' no champion',
      ' no champion',
      'there is no champion to compare with',
    ]);
  });

  it('takes no name for markup, wherever it comes from', async () => {
    const rows: readonly Row[] = [
      [`${EVIL}/${EVIL}.jpg`, 0],
      [`"'/1.jpg`, 1],
    ];
    const paths = rows.map(([path]) => path);
    const run = await judgedRun([EVIL, `"'`], rows, paths, { [paths[0] ?? '']: Buffer.from('one') });
    const html = run.text('evaluation/evaluation.html');
    expect(pictures(html)).to.have.length(2);
    for (const tag of pictures(html))
      expect(tag).to.equal(`<img src="data:image/jpeg;base64,b25l" alt="${ESCAPED}/${ESCAPED}.jpg">`);
    expect(html).to.contain(`<th scope="row">${ESCAPED}</th>`).and.to.contain('<code>&quot;&#39;/1.jpg</code>');
    // What is left without quoted values: an attribute that is no more than text is within one.
    expect(html.replace(/"[^"]*"/g, '""')).not.to.match(/<script|<[a-z]+ [^>]*\son\w+=|https?:/i);
  });

  it('names what is too large, gone, empty, or no picture for a browser', async () => {
    const rows: readonly Row[] = ['gone.jpg', 'empty.jpg', 'large.jpg', 'odd.tiff', 'fits.jpg', 'second.jpg'].map(
      (name) => [`cat/${name}`, 0],
    );
    const megabyte = 1024 * 1024;
    const html = (
      await judgedRun(
        ['cat', 'dog'],
        [...rows, ['dog/right.jpg', 1]],
        rows.map(([path]) => path),
        {
          'cat/empty.jpg': Buffer.alloc(0),
          'cat/large.jpg': Buffer.alloc(2 * megabyte + 1),
          'cat/odd.tiff': Buffer.from('II'),
          'cat/fits.jpg': Buffer.alloc(megabyte),
          // Fits alone, and not beside the other.
          'cat/second.jpg': Buffer.alloc(megabyte + 1),
        },
      )
    ).text('evaluation/evaluation.html');
    const shown = pictures(html).map((tag) => /alt="([^"]*)"/.exec(tag)?.[1]);
    expect(shown).to.deep.equal(['cat/fits.jpg', 'cat/fits.jpg']);
    expect(html.match(/no picture here/g)).to.have.length(10);
  });

  it('has no pictures where S3 refuses the images, and the model is judged all the same', async () => {
    const image = { 'cat/1.jpg': Buffer.from('one') };
    for (const refused of ['ListObjectsV2', 'GetObject']) {
      let refusals = 0;
      const run = await judgedRun(['cat', 'dog'], [['cat/1.jpg', 0]], ['cat/1.jpg'], image, (name, key) => {
        if (name !== refused || !key.startsWith('p/test/')) return undefined;
        refusals += 1;
        return Object.assign(new Error('Access Denied'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
      });
      expect(refusals, refused).to.be.greaterThan(0);
      expect(run.document.accuracy).to.deep.include({ hits: 0, total: 1 });
      expect(pictures(run.text('evaluation/evaluation.html'))).to.deep.equal([]);
    }
  });

  it('has at most 24 pictures, twelve of each kind', async () => {
    const rows = Array.from({ length: 40 }, (_, at): Row => [`cat/${String(at).padStart(2, '0')}.jpg`, 0]);
    const paths = rows.map(([path]) => path);
    const images = Object.fromEntries(paths.map((path) => [path, Buffer.from(path)]));
    const html = (await judgedRun(['cat', 'dog'], [...rows, ['dog/right.jpg', 1]], paths, images)).text(
      'evaluation/evaluation.html',
    );
    expect(pictures(html)).to.have.length(24);
  });

  it('lists what was confused most often where a whole matrix would be too large', async () => {
    const classes = Array.from({ length: 13 }, (_, at) => `c${at}`);
    const rows = classes.flatMap((name, label): Row[] => [1, 2].map((at) => [`${name}/${at}.jpg`, label]));
    const html = (await judgedRun(classes, rows, ['c3/1.jpg', 'c3/2.jpg', 'c5/1.jpg'], {})).text(
      'evaluation/evaluation.html',
    );
    expect(html).not.to.contain('class="matrix"');
    expect(html).to.contain(
      '<tr><td>c3</td><td>c4</td><td>2</td></tr><tr><td>c5</td><td>c6</td><td>1</td></tr></tbody>',
    );
  });
});
