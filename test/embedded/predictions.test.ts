import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import sharp from 'sharp';
import { writeModel } from '../../emulators/image-classification/artifact/model-artifact.ts';
import { Classifier } from '../../emulators/image-classification/network/classifier.ts';
import { convolutionalNetwork } from '../../emulators/image-classification/network/network.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { CallingRole } from './support/calling-role.ts';

const SHAPE = { height: 8, width: 8, channels: 3 } as const;
const NORMALIZATION = { means: [100, 90, 80], deviations: [50, 40, 30] };
const DESCRIPTION = {
  numClasses: 2,
  numLayers: 18,
  imageShape: SHAPE,
  inputShape: SHAPE,
  normalization: NORMALIZATION,
};
const ARTIFACT = 's3://pictures/job/output/model.tar.gz';
const network = convolutionalNetwork(SHAPE, 2, 1);

interface Answer {
  readonly status: number;
  readonly body: {
    readonly problems?: readonly string[];
    readonly predictions?: readonly object[];
    readonly [member: string]: unknown;
  };
}

describe('predictions of a running emulator', () => {
  const folder = useTemporaryFolder();
  let role: CallingRole;
  let expected: readonly number[];
  let picture: Buffer;

  before(async () => {
    role = await CallingRole.start();
    const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, index) => (index * 37) % 256);
    picture = await sharp(pixels, { raw: SHAPE }).png().toBuffer();
    expected = [
      ...new Classifier(network, SHAPE, NORMALIZATION).predict({
        inputShape: SHAPE,
        pixels,
        labels: new Uint32Array(1),
      }),
    ];
    const { s3 } = role.cloud.clients;
    await s3.send(new CreateBucketCommand({ Bucket: 'pictures' }));
    const put = (Key: string, Body: Buffer | string) =>
      s3.send(new PutObjectCommand({ Bucket: 'pictures', Key, Body }));
    await put('test/a.png', picture);
    await put('test/broken <b>.png', 'no image');
    await put('labels.json', JSON.stringify({ labels: { zebra: 0, ant: 1 } }));
    await put('other.tar.gz', 'another artifact');
  });
  beforeEach(async () => {
    const file = join(folder(), 'model.tar.gz');
    const weights = network.parameters.map(({ values }) => values);
    await writeModel(file, DESCRIPTION, network, [{ epoch: 3, weights }]);
    const Body = await readFile(file);
    const { s3 } = role.cloud.clients;
    await s3.send(new PutObjectCommand({ Bucket: 'pictures', Key: 'job/output/model.tar.gz', Body }));
  });
  after(() => role.close());

  const ask = async (query: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${role.cloud.endpointUrl}/_rehearsal/predictions${query}`, {
      method: 'POST',
      ...init,
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
  const order = (value: unknown, headers: Record<string, string> = {}) =>
    ask('', { body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } });

  it('are made of images in S3, each by itself, with the names of the classes', async () => {
    const images = ['s3://pictures/test/a.png', 's3://pictures/test/broken <b>.png', 's3://pictures/gone.png', 'gone'];
    expect(await order({ artifact: ARTIFACT, images, labels: 's3://pictures/labels.json' })).to.deep.equal({
      status: 200,
      body: {
        artifact: ARTIFACT,
        model: { numClasses: 2, imageShape: SHAPE, epoch: 3, isMultiLabel: false },
        classes: ['zebra', 'ant'],
        predictions: [
          { image: images[0], probabilities: expected },
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
    const answer = await ask(query, { body: new Uint8Array(picture), headers: { 'content-type': 'image/png' } });
    expect(answer.body.predictions).to.deep.equal([{ probabilities: expected }]);
    const wrong = await ask(query, { body: new Uint8Array(picture), headers: { 'content-type': 'image/gif' } });
    expect(wrong.body.predictions).to.deep.equal([
      {
        problem: '[rehearsal] content type "image/gif": the algorithm takes image/jpeg, image/png, application/x-image',
      },
    ]);
  });

  it('see an artifact that was replaced', async () => {
    const other = convolutionalNetwork(SHAPE, 2, 2);
    const file = join(folder(), 'other.tar.gz');
    const weights = other.parameters.map(({ values }) => values);
    await writeModel(file, DESCRIPTION, other, [{ epoch: 9, weights }]);
    const images = ['s3://pictures/test/a.png'];
    const before = await order({ artifact: ARTIFACT, images });
    const Body = await readFile(file);
    await role.cloud.clients.s3.send(
      new PutObjectCommand({ Bucket: 'pictures', Key: 'job/output/model.tar.gz', Body }),
    );
    const after = await order({ artifact: ARTIFACT, images });
    expect(after.body['model']).to.include({ epoch: 9 });
    expect(after.body.predictions).to.not.deep.equal(before.body.predictions);
  });

  it('are refused with all that is wrong with the request', async () => {
    expect(await order({ images: ['a', 1], label: 'x' })).to.deep.equal({
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
    expect((await order(many)).body.problems).to.deep.equal([
      '[rehearsal] 101 images are too many for one request; send at most 100',
    ]);
    expect((await ask('', { body: '{', headers: { 'content-type': 'application/json' } })).body.problems?.[0]).to.match(
      /^\[rehearsal\] the body is no JSON object; send one such as \{"model"/,
    );
    expect((await ask('', { method: 'GET' })).status).to.equal(405);
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
      const answer = await order(value);
      expect(answer.status, JSON.stringify(value)).to.equal(status);
      expect(answer.body.problems?.[0]).to.match(problem);
    }
  });

  it('are made of nothing that the caller may not read itself', async () => {
    const any = { Action: 'sagemaker:*' };
    await role.grant(any);
    const { accessKeyId } = role.clients.access.credentials;
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261127/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=x`;
    const images = ['s3://pictures/test/a.png'];
    expect((await order({ artifact: ARTIFACT, images }, { authorization })).status).to.equal(403);
    await role.grant(any, { Action: 's3:GetObject', Resource: 'arn:aws:s3:::pictures/job/*' });
    const halved = await order({ artifact: ARTIFACT, images }, { authorization });
    expect(halved.status).to.equal(200);
    expect(JSON.stringify(halved.body.predictions)).to.contain('s3://pictures/test/a.png cannot be read: AccessDenied');
  });

  it('are not made for a page in a browser', async () => {
    const answer = await fetch(`${role.cloud.endpointUrl}/_rehearsal/predictions`, {
      method: 'POST',
      headers: { origin: 'http://localhost:9', 'content-type': 'application/json' },
      body: JSON.stringify({ artifact: ARTIFACT, images: [] }),
    });
    expect(answer.status).to.equal(403);
  });

  it('and what else is asked there is answered with what there is', async () => {
    const answer = await fetch(`${role.cloud.endpointUrl}/_rehearsal/prediction`);
    expect(answer.status).to.equal(404);
    expect(await answer.json()).to.deep.equal({
      problems: [
        '[rehearsal] there is nothing at /_rehearsal/prediction; there is /_rehearsal/faults and /_rehearsal/predictions',
      ],
    });
  });
});
