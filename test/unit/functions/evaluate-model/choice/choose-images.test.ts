import { expect } from 'chai';
import { championOf, EvaluatedRun, type Row, rejection } from '../evaluated-run.ts';

const CLASSES = ['cat', 'dog'];

/** So many images of each class, by label. */
function rowsOf(...counts: readonly number[]): readonly Row[] {
  return counts.flatMap((count, label) =>
    Array.from({ length: count }, (_, at): Row => [`${CLASSES[label] ?? `class${label}`}/${at}.jpg`, label]),
  );
}

/** How many of each label are in images.json. */
function chosenByLabel(run: EvaluatedRun): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const { images } = run.json('evaluation/images.json') as { readonly images: readonly { readonly label: number }[] };
  for (const { label } of images) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

describe('the choice of the images on which a model is judged', () => {
  it('is all of them where there are few, as a manifest and with their labels', async () => {
    const run = new EvaluatedRun(CLASSES, [
      ['dog/b.jpg', 1],
      ['cat/a b.jpg', 0],
      ['cat/"ä".png', 0],
    ]);
    expect(await run.choose()).to.deep.equal({
      manifestUri: 's3://b/p/runs/run-1/evaluation/manifest.json',
      images: 3,
      of: 3,
      redrives: 0,
      modelOutputUri: 's3://b/p/runs/run-1/evaluation/model',
      championOutputUri: 's3://b/p/runs/run-1/evaluation/champion',
    });
    expect(run.json('evaluation/manifest.json')).to.deep.equal([
      { prefix: 's3://b/p/test/' },
      'cat/"ä".png',
      'cat/a b.jpg',
      'dog/b.jpg',
    ]);
    expect(run.json('evaluation/images.json')).to.deep.equal({
      version: 1,
      classes: ['cat', 'dog'],
      of: 3,
      imagesPrefix: 'p/test/',
      warnings: [],
      images: [
        { path: 'cat/"ä".png', label: 0 },
        { path: 'cat/a b.jpg', label: 0 },
        { path: 'dog/b.jpg', label: 1 },
      ],
    });
  });

  it('of many is each class by its share, and one of a class that has next to none', async () => {
    const classes = [...CLASSES, 'class2'];
    const run = new EvaluatedRun(classes, rowsOf(900, 100, 1));
    expect(await run.choose({ sampleSize: 100 })).to.include({ images: 100, of: 1001 });
    // One is the third class's; 99 x 900 / 1000 = 89.1 and 99 x 100 / 1000 = 9.9.
    expect(chosenByLabel(run)).to.deep.equal({ 0: 89, 1: 10, 2: 1 });
  });

  it('stays the same while the data stays, whatever its order, and changes little with it', async () => {
    const rows = rowsOf(500, 500);
    const chosen = async (given: readonly Row[]) => {
      const run = new EvaluatedRun(CLASSES, given);
      await run.choose({ sampleSize: 100 });
      return new Set(run.json('evaluation/manifest.json') as unknown[]);
    };
    const first = await chosen(rows);
    expect([...(await chosen(rows.toReversed()))]).to.deep.equal([...first]);
    const grown = await chosen([...rows, ['cat/new.jpg', 0], ['dog/new.jpg', 1]]);
    expect([...grown].filter((path) => !first.has(path)).length).to.be.at.most(3);
  });

  it('says which classes have no images, and goes on', async () => {
    const run = new EvaluatedRun(['cat', 'dog', 'owl'], rowsOf(3));
    await run.choose();
    expect(run.json('evaluation/images.json')).to.deep.include({
      warnings: [
        '2 classes have no validation images, and nothing is known of them: "dog", "owl"',
        'all validation images are of the class "cat": a model that sees nothing else has them all right',
      ],
    });
  });

  for (const [what, rows, words] of [
    [
      'no image',
      [],
      's3://b/p/runs/run-1/test-data.lst has no image: there is nothing to judge the model by; upload validation images',
    ],
    [
      'a label of no class',
      [['cat/1.jpg', 2]],
      'row 1 of s3://b/p/runs/run-1/test-data.lst has the label 2, which no class of the run has',
    ],
    [
      'several labels an image',
      [['1\tcat/1.jpg', 0]],
      'row 1 of s3://b/p/runs/run-1/test-data.lst has several labels, and only models of one class an image can be judged',
    ],
    ['a row without a path', [['', 0]], 'row 1 of s3://b/p/runs/run-1/test-data.lst has no label or no path'],
  ] as const) {
    it(`is an error with ${what}`, async () => {
      const error = await rejection(new EvaluatedRun(CLASSES, rows).choose());
      expect([error.name, error.message]).to.deep.equal(['EvaluationError', words]);
    });
  }

  it('is an error without the list or the labels of the run', async () => {
    const run = new EvaluatedRun(CLASSES, rowsOf(1, 1));
    const elsewhere = { validationLstKey: 'p/runs/run-1/gone.lst' };
    expect((await rejection(run.choose(elsewhere))).message).to.equal(
      's3://b/p/runs/run-1/gone.lst, the list of validation images, is not there; start a new execution',
    );
    run.bucket.objects.delete(run.key('labels.json'));
    expect((await rejection(run.choose())).message).to.equal(
      'the labels of the run are not known: s3://b/p/runs/run-1/labels.json is not there any more',
    );
  });
});

describe('the champion, when images are chosen', () => {
  const problemOf = async (metadata: Readonly<Record<string, string>>, document?: unknown, S3Uri?: string) => {
    const run = new EvaluatedRun(CLASSES, rowsOf(1, 1), 'run-2');
    if (document !== undefined)
      run.bucket.objects.set('p/runs/run-1/evaluation/evaluation.json', Buffer.from(JSON.stringify(document)));
    const ModelMetrics = { ModelQuality: { Statistics: { ContentType: 'application/json', S3Uri } } };
    const described = { ModelPackageArn: 'arn:1', CustomerMetadataProperties: metadata };
    const { championArn, championModelName, championProblem } = await run.choose({
      champion: { package: S3Uri === undefined ? described : { ...described, ModelMetrics } },
    });
    expect(championArn).to.equal('arn:1');
    return championModelName ?? championProblem;
  };
  const evaluation = 's3://b/p/runs/run-1/evaluation/evaluation.json';
  const end = 'approve the new package by hand, or reject that of the champion';

  it('is asked where its package names a model and an evaluation that lists its classes', async () => {
    const document = { classes: ['dog', 'fox', 'cat'] };
    expect(await problemOf({ model: 'm', evaluation }, document)).to.equal('m');
    // The registry takes no address as metadata that has other characters or is longer than 256; its model quality has it.
    expect(await problemOf({ model: 'm' }, document, evaluation)).to.equal('m');
  });

  it('is known with its classes by the second call', async () => {
    const before = new EvaluatedRun(CLASSES, rowsOf(1, 1));
    before.put('evaluation/evaluation.json', { classes: ['dog', 'cat'] });
    const run = new EvaluatedRun(CLASSES, rowsOf(1, 1), 'run-2', before.bucket);
    expect(await run.choose({ champion: championOf(before) })).to.include({ championModelName: 'run-1-model' });
    expect(run.json('evaluation/images.json')).to.deep.include({
      champion: { arn: 'arn:package/1', model: 'run-1-model', classes: ['dog', 'cat'] },
    });
  });

  for (const [what, metadata, document, words] of [
    [
      'was registered by hand',
      {},
      undefined,
      'has no metadata that name its model, so that it was not registered by this workflow',
    ],
    ['names no evaluation', { model: 'm' }, undefined, 'names no evaluation in s3://b'],
    [
      'names one in another bucket',
      { model: 'm', evaluation: 's3://c/p/runs/x' },
      undefined,
      'names no evaluation in s3://b',
    ],
    [
      'names a file outside the runs',
      { model: 'm', evaluation: 's3://b/p/x.json' },
      undefined,
      'names no evaluation in s3://b',
    ],
    [
      'names one that is gone',
      { model: 'm', evaluation },
      undefined,
      `has classes that are not known: ${evaluation} is not there any more`,
    ],
    [
      'names one without classes',
      { model: 'm', evaluation },
      {},
      `has classes that are not known: ${evaluation} lists none`,
    ],
    [
      'names one with a class twice',
      { model: 'm', evaluation },
      { classes: ['cat', 'cat'] },
      `has classes that are not known: ${evaluation} lists none`,
    ],
    [
      'names one that is no object',
      { model: 'm', evaluation },
      'x',
      `has classes that are not known: ${evaluation} lists none`,
    ],
    [
      'knows other classes',
      { model: 'm', evaluation },
      { classes: ['cat', 'fox'] },
      'has less than two classes in common with the new model',
    ],
  ] as const) {
    it(`is not asked where its package ${what}`, async () => {
      expect(await problemOf(metadata, document)).to.equal(`the champion arn:1 ${words}; ${end}`);
    });
  }
});
