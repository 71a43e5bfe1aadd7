import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { writeModel } from '../../../../../emulators/image-classification/artifact/model-artifact.ts';
import { readModel } from '../../../../../emulators/image-classification/artifact/model-reader.ts';
import { decodeParams, encodeParams } from '../../../../../emulators/image-classification/artifact/params-file.ts';
import { Classifier } from '../../../../../emulators/image-classification/network/classifier.ts';
import { convolutionalNetwork } from '../../../../../emulators/image-classification/network/network.ts';
import { MANY_CLASSES } from '../../../../../emulators/image-classification/network/objective.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';
import { twoClassSet } from '../support/image-sets.ts';

const INPUT = { height: 8, width: 8, channels: 3 };
const DESCRIPTION = {
  numClasses: 2,
  numLayers: 18,
  imageShape: { channels: 3, height: 300, width: 150 },
  inputShape: INPUT,
  normalization: { means: [100, 90, 80], deviations: [50, 40, 1 / 3] },
};
const network = convolutionalNetwork(INPUT, 2, 1);
const weights = network.parameters.map(({ values }) => values);

describe('the model artifact', () => {
  const folder = useTemporaryFolder();
  const file = () => join(folder(), 'model.tar.gz');
  const write = (epochs: number[]) =>
    writeModel(
      file(),
      DESCRIPTION,
      network,
      epochs.map((epoch) => ({ epoch, weights })),
    );

  it("is an archive that tar lists, with the names of the algorithm's own artifact", async () => {
    await write([10]);
    expect(execFileSync('tar', ['-tzf', file()], { encoding: 'utf8' }).trim().split('\n')).to.deep.equal([
      'image-classification-0010.params',
      'model-shapes.json',
      'image-classification-symbol.json',
    ]);
  });

  it('says the shape of its input as MXNet serving reads it, and that it is not an MXNet graph', async () => {
    await write([1]);
    const read = (name: string) => JSON.parse(execFileSync('tar', ['-xzOf', file(), name], { encoding: 'utf8' }));
    expect(read('model-shapes.json')).to.deep.equal([{ shape: [1, 3, 300, 150], name: 'data' }]);
    expect(read('image-classification-symbol.json').format).to.contain('Not an MXNet graph');
  });

  it('gives the same predictions after reading as before writing, to the last bit', async () => {
    await write([3]);
    const images = twoClassSet(INPUT, 11, 5);
    const before = new Classifier(network, INPUT, DESCRIPTION.normalization).predict(images);
    const { classifier, epoch, description } = await readModel(file());
    expect([...classifier.predict(images)]).to.deep.equal([...before]);
    expect(epoch).to.equal(3);
    expect(description).to.deep.equal(DESCRIPTION);
  });

  it('gives probabilities of each class by itself where images may be of several', async () => {
    await writeModel(file(), { ...DESCRIPTION, multiLabel: true }, network, [{ epoch: 1, weights }]);
    const images = twoClassSet(INPUT, 5, 5);
    const before = new Classifier(network, INPUT, DESCRIPTION.normalization, MANY_CLASSES).predict(images);
    expect([...(await readModel(file())).classifier.predict(images)]).to.deep.equal([...before]);
    const alone = new Classifier(network, INPUT, DESCRIPTION.normalization).predict(images);
    expect([...before]).to.not.deep.equal([...alone]);
  });

  it('holds every checkpoint, of which the last is read', async () => {
    await write([2, 4, 10_000]);
    const names = execFileSync('tar', ['-tzf', file()], { encoding: 'utf8' });
    expect(names.match(/image-classification-(0002|0004|10000)\.params/gu)).to.have.lengthOf(3);
    expect((await readModel(file())).epoch).to.equal(10_000);
  });

  it('has the same bytes for the same model', async () => {
    await write([1]);
    const first = readFileSync(file());
    await write([1]);
    expect(readFileSync(file()).equals(first)).to.equal(true);
  });

  it('is whole or absent', async () => {
    const broken = { epoch: 1, weights: [new Float32Array(1)] };
    const absent = join(folder(), 'no-such-folder', 'model.tar.gz');
    expect((await errorOf(writeModel(absent, DESCRIPTION, network, [broken]))).message).to.contain('ENOENT');
  });

  it('is refused when it has no weights, other weights or cut ones', async () => {
    await write([]);
    expect((await errorOf(readModel(file()))).message).to.equal(
      'the artifact holds no image-classification-NNNN.params file',
    );
    writeFileSync(file(), gzipSync('not an archive'));
    expect(await errorOf(readModel(file()))).to.be.instanceOf(Error);
    const params = encodeParams(DESCRIPTION, network.parameters, weights);
    expect(() => decodeParams(Buffer.from('\x12\x01\0\0MXNet'))).to.throw('it was not written by the rehearsal');
    expect(() => decodeParams(params.subarray(0, params.length - 1))).to.throw("ends inside 'fc1_bias'");
    expect(() => decodeParams(Buffer.concat([params, Buffer.alloc(2)]))).to.throw('2 bytes too many');
  });
});
