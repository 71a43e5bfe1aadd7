import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { AwsClients } from '../../../../../emulators/core/aws-clients.ts';
import { createS3Service } from '../../../../../emulators/s3/s3-service.ts';
import { LoadedModels, type LoadedPredictor } from '../../../../../emulators/sagemaker/predictions/loaded-models.ts';
import { answerPredictionRequest } from '../../../../../emulators/sagemaker/predictions/prediction-requests.ts';
import { PredictorProcess } from '../../../../../emulators/sagemaker/predictions/predictor-process.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { listenTo, type ServiceListener } from '../../../../support/service-listener.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

const MODEL = { numClasses: 2, imageShape: { height: 8, width: 8, channels: 3 }, epoch: 1, isMultiLabel: false };
const never = new AbortController().signal;

/** Predictors that predict nothing, and how many there are at once. */
class CountedPredictors {
  alive = 0;
  most = 0;
  /** What each was loaded of. */
  readonly artifacts: string[] = [];

  readonly load = async (file: string): Promise<LoadedPredictor> => {
    this.artifacts.push(readFileSync(file, 'utf8'));
    this.most = Math.max(this.most, ++this.alive);
    const counted = this;
    let isEnded = false;
    return {
      model: MODEL,
      get isEnded() {
        return isEnded;
      },
      predict: async () => ({ probabilities: [1, 0] }),
      async close() {
        if (!isEnded) counted.alive--;
        isEnded = true;
      },
    };
  };
}

describe('the models that are loaded', () => {
  const folder = useTemporaryFolder();
  let listener: ServiceListener;
  let clients: AwsClients;
  let predictors: CountedPredictors;
  let models: LoadedModels;
  const put = (Key: string, Body: string) => clients.s3.send(new PutObjectCommand({ Bucket: 'models', Key, Body }));
  const at = (key: string) => ({ bucket: 'models', key });

  beforeEach(async () => {
    listener = await listenTo(
      createS3Service({ dataFolder: folder(), region: 'us-east-1', accountId: '000000000000' }),
    );
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: 'us-east-1', credentials });
    await clients.s3.send(new CreateBucketCommand({ Bucket: 'models' }));
    predictors = new CountedPredictors();
    models = new LoadedModels(predictors.load);
  });
  afterEach(async () => {
    await models.close();
    clients.destroy();
    await listener.close();
  });

  it('are never more than two at once, however many are asked for, and every request has its own', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(keys.map((key) => put(key, `artifact ${key}`)));
    const used = keys.map((key) => models.use(clients.s3, at(key), async ({ model }) => [key, model.epoch], never));
    expect(await Promise.all(used)).to.deep.equal(keys.map((key) => [key, 1]));
    expect(predictors.most).to.equal(2);
    expect(predictors.artifacts.toSorted()).to.deep.equal(keys.map((key) => `artifact ${key}`));
  });

  it('are kept for the next request, the two that were used last', async () => {
    await Promise.all(['a', 'b', 'c'].map((key) => put(key, key)));
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await models.use(clients.s3, at(key), async () => {}, never);
    expect(predictors.artifacts).to.deep.equal(['a', 'b', 'c', 'b']);
  });

  it('are not waited for by a request that has been given up, nor loaded for it', async () => {
    await Promise.all(['a', 'b', 'c'].map((key) => put(key, key)));
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const using = ['a', 'b'].map((key) => models.use(clients.s3, at(key), () => end, never));
    const stop = new AbortController();
    const waiting = errorOf(models.use(clients.s3, at('c'), async () => {}, stop.signal));
    stop.abort();
    expect((await waiting).name).to.equal('AbortError');
    resolve();
    await Promise.all(using);
    expect(predictors.artifacts.toSorted()).to.deep.equal(['a', 'b']);
  });

  it('are what S3 has when the artifact is replaced while it is being read', async () => {
    await put('a', 'old');
    let isFirst = true;
    clients.s3.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'GetObjectCommand' && isFirst) {
            isFirst = false;
            await put('a', 'new');
          }
          return next(args);
        },
      { step: 'initialize', name: 'replacing' },
    );
    await models.use(clients.s3, at('a'), async () => {}, never);
    await models.use(clients.s3, at('a'), async () => {}, never);
    expect(predictors.artifacts).to.deep.equal(['new']);
  });

  it('are loaded again once their process has died', async () => {
    await put('a', 'artifact');
    const died = await models.use(clients.s3, at('a'), async (predictor) => predictor, never);
    await died.close();
    const isEnded = await models.use(clients.s3, at('a'), async (predictor) => predictor.isEnded, never);
    expect([isEnded, predictors.artifacts]).to.deep.equal([false, ['artifact', 'artifact']]);
  });

  it('are not loaded any more when they have been closed', async () => {
    await put('a', 'artifact');
    await models.close();
    const use = models.use(clients.s3, at('a'), async () => {}, never);
    expect((await errorOf(use)).message).to.equal('the emulator is closing');
    expect(predictors.artifacts).to.deep.equal([]);
  });

  it('are said to have died in one sentence, by the process that predicts', async () => {
    await put('a', 'artifact');
    const entry = fileURLToPath(new URL('./dying-process.ts', import.meta.url));
    const dying = new LoadedModels(async () => {
      const child = new PredictorProcess(entry);
      return {
        model: MODEL,
        get isEnded() {
          return child.isEnded;
        },
        predict: (image) => child.predict(image),
        close: () => child.close(),
      };
    });
    await using server = await listenFor({ clients, loaded: dying });
    const answer = await fetch(`${server.endpointUrl}/_rehearsal/predictions?artifact=s3://models/a`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: 'image',
    });
    expect([answer.status, await answer.json()]).to.deep.equal([
      500,
      { problems: ['[rehearsal] the process that predicts has ended (status 7); load the model again'] },
    ]);
  });
});

async function listenFor(parts: Parameters<typeof answerPredictionRequest>[0]) {
  const { endpointUrl, close } = await listenTo({
    signingName: 'sagemaker',
    ownPath: '/_rehearsal/',
    handle: (request) => answerPredictionRequest(parts, request),
    close: () => parts.loaded.close(),
  });
  return {
    endpointUrl,
    [Symbol.asyncDispose]: async () => {
      await close();
      await parts.loaded.close();
    },
  };
}
