import { expect } from 'chai';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { ARTIFACT, PredictionLab, SHAPE } from '../support/prediction-lab.ts';

describe('predictions of a running emulator', () => {
  const folder = useTemporaryFolder();
  let lab: PredictionLab;

  before(async () => {
    lab = await PredictionLab.start();
    await lab.put('test/broken <b>.png', 'no image');
    await lab.put('labels.json', JSON.stringify({ labels: { zebra: 0, ant: 1 } }));
    await lab.put('other.tar.gz', 'another artifact');
  });
  beforeEach(() => lab.putArtifact(folder()));
  after(() => lab.role.close());

  it('are made of images in S3, each by itself, with the names of the classes', async () => {
    const images = ['s3://pictures/test/a.png', 's3://pictures/test/broken <b>.png', 's3://pictures/gone.png', 'gone'];
    expect(await lab.order({ artifact: ARTIFACT, images, labels: 's3://pictures/labels.json' })).to.deep.equal({
      status: 200,
      body: {
        artifact: ARTIFACT,
        model: { numClasses: 2, imageShape: SHAPE, epoch: 3, isMultiLabel: false },
        classes: ['zebra', 'ant'],
        predictions: [
          { image: images[0], probabilities: lab.expected },
          {
            image: images[1],
            problem: '[rehearsal] the image: it cannot be decoded: Input buffer contains unsupported image format',
          },
          {
            image: images[2],
            problem: '[rehearsal] s3://pictures/gone.png cannot be read: NoSuchKey: The specified key does not exist.',
          },
          { image: 'gone', problem: '[rehearsal] "gone" is no address of an object, such as s3://BUCKET/KEY' },
        ],
      },
    });
  });

  it('are made of the image that is sent', async () => {
    const query = `?artifact=${encodeURIComponent(ARTIFACT)}`;
    const answer = await lab.ask(query, {
      body: new Uint8Array(lab.picture),
      headers: { 'content-type': 'image/png' },
    });
    expect(answer.body.predictions).to.deep.equal([{ probabilities: lab.expected }]);
    const wrong = await lab.ask(query, { body: new Uint8Array(lab.picture), headers: { 'content-type': 'image/gif' } });
    expect(wrong.body.predictions).to.deep.equal([
      {
        problem: '[rehearsal] content type "image/gif": the algorithm takes image/jpeg, image/png, application/x-image',
      },
    ]);
  });

  it('see an artifact that was replaced', async () => {
    const images = ['s3://pictures/test/a.png'];
    const before = await lab.order({ artifact: ARTIFACT, images });
    await lab.putArtifact(folder(), 2, 9);
    const after = await lab.order({ artifact: ARTIFACT, images });
    expect(after.body['model']).to.include({ epoch: 9 });
    expect(after.body.predictions).to.not.deep.equal(before.body.predictions);
  });

  it('are refused with all that is wrong with the request', async () => {
    expect(await lab.order({ images: ['a', 1], label: 'x' })).to.deep.equal({
      status: 400,
      body: {
        problems: [
          '[rehearsal] "label" is not known; there are model, artifact, images, labels',
          '[rehearsal] images must be a list of addresses such as s3://BUCKET/KEY',
          '[rehearsal] name either a model, or an artifact such as s3://BUCKET/JOB/output/model.tar.gz',
        ],
      },
    });
    const many = { artifact: ARTIFACT, images: Array.from({ length: 101 }, () => 's3://pictures/test/a.png') };
    expect((await lab.order(many)).body.problems).to.deep.equal([
      '[rehearsal] 101 images are too many for one request; send at most 100',
    ]);
    expect(
      (await lab.ask('', { body: '{', headers: { 'content-type': 'application/json' } })).body.problems?.[0],
    ).to.match(/^\[rehearsal\] the body is no JSON object; send one such as \{"model"/);
    expect((await lab.ask('', { method: 'GET' })).status).to.equal(405);
  });

  it('are refused by name for 20 unknown members and by number for more', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `n${index}`);
    const answer = await lab.order({
      artifact: ARTIFACT,
      images: [],
      ...Object.fromEntries(names.map((name) => [name, 0])),
    });
    const rule = 'is not known; there are model, artifact, images, labels';
    const named = names.slice(0, 20).map((name) => `[rehearsal] "${name}" ${rule}`);
    expect(answer).to.deep.equal({
      status: 400,
      body: { problems: [...named, '[rehearsal] 9980 more members are not known'] },
    });
  });

  it('are refused for more JSON than could hold up other requests, and not for an image of that size', async () => {
    const large = await lab.order({ artifact: ARTIFACT, images: Array.from({ length: 100_000 }, () => '') });
    expect(large).to.deep.equal({
      status: 413,
      body: {
        problems: ['[rehearsal] request body is larger than 262144 bytes, the most of JSON here; send fewer images'],
      },
    });
    const query = `?artifact=${encodeURIComponent(ARTIFACT)}`;
    const headers = { 'content-type': 'image/png' };
    const image = await lab.ask(query, { body: Buffer.concat([lab.picture, Buffer.alloc(300_000)]), headers });
    expect(image.body.predictions).to.deep.equal([{ probabilities: lab.expected }]);
    const whole = await lab.ask(query, { body: Buffer.alloc(25 * 1024 * 1024 + 1), headers });
    expect([whole.status, whole.body.problems]).to.deep.equal([
      413,
      ['[rehearsal] request body is larger than 26214400 bytes, which no endpoint takes'],
    ]);
  });

  it('are refused where model, artifact or labels are not what is needed', async () => {
    const images: string[] = [];
    const cases: readonly (readonly [order: object, status: number, problem: RegExp])[] = [
      [
        { model: 'nobodys', images },
        404,
        /^\[rehearsal\] the model "nobodys" cannot be read: ValidationException: Could not find/,
      ],
      [
        { artifact: 's3://pictures/gone', images },
        404,
        /^\[rehearsal\] s3:\/\/pictures\/gone cannot be read: NotFound$/,
      ],
      [
        { artifact: 's3://pictures/other.tar.gz', images },
        400,
        /^\[rehearsal\] the artifact cannot be used for predictions: incorrect header check\./,
      ],
      [
        { artifact: ARTIFACT, images, labels: 's3://pictures/test/a.png' },
        400,
        /does not give 2 names the numbers from 0 in its member "labels"$/,
      ],
    ];
    for (const [value, status, problem] of cases) {
      const answer = await lab.order(value);
      expect(answer.status, JSON.stringify(value)).to.equal(status);
      expect(answer.body.problems?.[0]).to.match(problem);
    }
  });

  it('are not made for a page in a browser', async () => {
    const answer = await fetch(`${lab.role.cloud.endpointUrl}/_rehearsal/predictions`, {
      method: 'POST',
      headers: { origin: 'http://localhost:9', 'content-type': 'application/json' },
      body: JSON.stringify({ artifact: ARTIFACT, images: [] }),
    });
    expect(answer.status).to.equal(403);
  });

  it('and what else is asked there is answered with what there is', async () => {
    const answer = await fetch(`${lab.role.cloud.endpointUrl}/_rehearsal/prediction`);
    expect(answer.status).to.equal(404);
    expect(await answer.json()).to.deep.equal({
      problems: [
        '[rehearsal] there is nothing at /_rehearsal/prediction; there are /_rehearsal/faults, /_rehearsal/predictions, /_rehearsal/decisions',
      ],
    });
  });
});
