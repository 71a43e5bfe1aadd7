import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import sharp from 'sharp';
import { writeModel } from '../../../../../emulators/image-classification/artifact/model-artifact.ts';
import { Classifier } from '../../../../../emulators/image-classification/network/classifier.ts';
import { convolutionalNetwork } from '../../../../../emulators/image-classification/network/network.ts';
import { MANY_CLASSES } from '../../../../../emulators/image-classification/network/objective.ts';
import { Predictor } from '../../../../../emulators/sagemaker/predictions/predictor.ts';
import { type Prediction, PredictorProcess } from '../../../../../emulators/sagemaker/predictions/predictor-process.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

const SHAPE = { height: 8, width: 8, channels: 3 };
const DESCRIPTION = {
  numClasses: 3,
  numLayers: 18,
  imageShape: SHAPE,
  inputShape: SHAPE,
  normalization: { means: [100, 90, 80], deviations: [50, 40, 30] },
};
const network = convolutionalNetwork(SHAPE, 3, 1);
const EPOCH = { epoch: 4, weights: network.parameters.map(({ values }) => values) };
const PIXELS = Uint8Array.from({ length: 8 * 8 * 3 }, (_, index) => (index * 37) % 256);

function png(pixels: Uint8Array, width = 8, height = 8): Promise<Buffer> {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

function flat(width: number, height: number): Promise<Buffer> {
  return png(new Uint8Array(width * height * 3).fill(200), width, height);
}

describe('a predictor', () => {
  const folder = useTemporaryFolder();
  const artifact = () => join(folder(), 'model.tar.gz');
  /** One for all images: it takes half a second to start. */
  let shared: Predictor | undefined;
  const ofAll = async (): Promise<Predictor> => {
    if (shared === undefined) {
      await writeModel(artifact(), DESCRIPTION, network, [EPOCH]);
      shared = await Predictor.load(artifact());
    }
    return shared;
  };
  const predicted = async (bytes: Buffer, contentType = 'image/png'): Promise<Prediction> =>
    (await ofAll()).predict({ contentType, bytes });
  after(() => shared?.close());

  it('gives the probabilities that the network gives for the pixels of the image', async () => {
    const set = { inputShape: SHAPE, pixels: PIXELS, labels: new Uint32Array(1) };
    const expected = new Classifier(network, SHAPE, DESCRIPTION.normalization).predict(set);
    expect(await predicted(await png(PIXELS))).to.deep.equal({ probabilities: [...expected] });
  });

  it('knows classes, shape and epoch of its model', async () => {
    await writeModel(artifact(), DESCRIPTION, network, [{ ...EPOCH, epoch: 2 }, EPOCH]);
    await using predictor = await Predictor.load(artifact());
    expect(predictor.model).to.deep.equal({ numClasses: 3, imageShape: SHAPE, epoch: 4, isMultiLabel: false });
  });

  it('gives each class a probability of its own where an image may be of several', async () => {
    await writeModel(artifact(), { ...DESCRIPTION, multiLabel: true }, network, [EPOCH]);
    const set = { inputShape: SHAPE, pixels: PIXELS, labels: new Uint32Array(3) };
    const expected = new Classifier(network, SHAPE, DESCRIPTION.normalization, MANY_CLASSES).predict(set);
    await using predictor = await Predictor.load(artifact());
    expect(predictor.model.isMultiLabel).to.equal(true);
    const prediction = await predictor.predict({ contentType: 'image/png', bytes: await png(PIXELS) });
    expect(prediction).to.deep.equal({ probabilities: [...expected] });
  });

  it('takes an image of any size and proportions, larger or smaller than image_shape, without cutting it', async () => {
    const same = await predicted(await flat(8, 8));
    expect(await predicted(await flat(31, 9))).to.deep.equal(same);
    expect(await predicted(await flat(3, 5))).to.deep.equal(same);
    // The centre of 8 by 8 is as flat as those; what is beside it counts, too.
    const stripes = new Uint8Array(24 * 8 * 3)
      .fill(200)
      .map((value, at) => (Math.floor(at / 24) % 3 === 1 ? value : 10));
    expect(await predicted(await png(stripes, 24, 8))).to.not.deep.equal(same);
  });

  it('takes the content types of the algorithm, whatever the bytes are, and refuses others', async () => {
    const bytes = await png(PIXELS);
    const same = await predicted(bytes);
    for (const type of ['image/jpeg', 'application/x-image', 'Image/PNG; charset=binary']) {
      expect(await predicted(bytes, type), type).to.deep.equal(same);
    }
    const message =
      '[rehearsal] content type "text/csv": the algorithm takes image/jpeg, image/png, application/x-image';
    expect(await predicted(bytes, 'text/csv')).to.deep.equal({ refusal: { kind: 'content type', message } });
    expect(await predicted(bytes, '')).to.deep.equal({
      refusal: {
        kind: 'content type',
        message: '[rehearsal] no content type is given: the algorithm takes image/jpeg, image/png, application/x-image',
      },
    });
  });

  it('refuses what is no image, is cut short or empty, and goes on', async () => {
    const whole = await png(PIXELS);
    const broken = [Buffer.from('no image'), whole.subarray(0, whole.length - 60), Buffer.alloc(0)];
    const answers = await Promise.all([...broken, whole].map((bytes) => predicted(bytes)));
    const texts = answers.map((answer) => ('refusal' in answer ? answer.refusal.message : answer.probabilities.length));
    expect(texts).to.deep.equal([
      '[rehearsal] the image: it cannot be decoded: Input buffer contains unsupported image format',
      '[rehearsal] the image: the file is cut short or corrupt',
      '[rehearsal] the image: the file is empty',
      3,
    ]);
  });

  it('refuses an artifact that is not the rehearsal’s, says why, and leaves no process', async () => {
    const refused = async () => (await errorOf(Predictor.load(artifact()))).message;
    writeFileSync(artifact(), 'not even compressed');
    expect(await refused()).to.equal(
      '[rehearsal] the artifact cannot be used for predictions: incorrect header check. Only what a training job of the rehearsal has written can be loaded',
    );
    writeFileSync(artifact(), gzipSync('no archive'));
    expect(await refused()).to.contain('the artifact cannot be used for predictions: ');
    await writeModel(artifact(), DESCRIPTION, network, []);
    expect(await refused()).to.contain('the artifact holds no image-classification-NNNN.params file');
    await writeModel(artifact(), { ...DESCRIPTION, numClasses: 4 }, network, [EPOCH]);
    expect(await refused()).to.contain("'fc1_weight' has 144 weights instead of 192");
  });

  it('answers no call after it was closed, nor the calls that were waiting', async () => {
    await writeModel(artifact(), DESCRIPTION, network, [EPOCH]);
    const predictor = await Predictor.load(artifact());
    const image = { contentType: 'image/png', bytes: await png(PIXELS) };
    const waiting = errorOf(predictor.predict(image));
    await predictor.close();
    expect((await waiting).message).to.contain('the process that predicts has ended (it was closed)');
    expect(predictor.isEnded).to.equal(true);
    expect((await errorOf(predictor.predict(image))).name).to.equal('PredictorEndedError');
    await predictor.close();
  });

  it('gives up one call when it is told to, and answers the others', async () => {
    const predictor = await ofAll();
    const image = { contentType: 'image/png', bytes: await png(PIXELS) };
    const stop = new AbortController();
    const given = errorOf(predictor.predict(image, stop.signal));
    const other = predictor.predict(image);
    stop.abort();
    expect((await given).name).to.equal('AbortError');
    expect(await other).to.have.property('probabilities');
    expect((await errorOf(predictor.predict(image, stop.signal))).name).to.equal('AbortError');
  });

  it('is waited for when it is closed, where nothing else keeps the process alive', async () => {
    const script = fileURLToPath(new URL('./closing-script.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    expect(stdout).to.equal('closed\n');
  });

  it('fails the calls that wait when its process dies', async () => {
    const dying = new PredictorProcess(fileURLToPath(new URL('./dying-process.ts', import.meta.url)));
    const image = { contentType: 'image/png', bytes: new Uint8Array(1) };
    const errors = await Promise.all([errorOf(dying.predict(image)), errorOf(dying.load('model.tar.gz'))]);
    for (const { message } of errors) {
      expect(message).to.equal('[rehearsal] the process that predicts has ended (status 7); load the model again');
    }
    expect(dying.isEnded).to.equal(true);
    await dying.close();
  });
});
