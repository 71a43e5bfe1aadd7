import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { writeModel } from '../../../emulators/image-classification/artifact/model-artifact.ts';
import { Classifier } from '../../../emulators/image-classification/network/classifier.ts';
import { convolutionalNetwork } from '../../../emulators/image-classification/network/network.ts';
import { CallingRole } from './calling-role.ts';

export const SHAPE = { height: 8, width: 8, channels: 3 } as const;
const NORMALIZATION = { means: [100, 90, 80], deviations: [50, 40, 30] };
const DESCRIPTION = {
  numClasses: 2,
  numLayers: 18,
  imageShape: SHAPE,
  inputShape: SHAPE,
  normalization: NORMALIZATION,
};
const KEY = 'job/output/model.tar.gz';
export const ARTIFACT = `s3://pictures/${KEY}`;

interface Answer {
  readonly status: number;
  readonly body: {
    readonly problems?: readonly string[];
    readonly predictions?: readonly object[];
    readonly [member: string]: unknown;
  };
}

/** A cloud with a model's artifact and images in the bucket `pictures`. */
export class PredictionLab {
  readonly role: CallingRole;
  /** As it is in `test/a.png`. */
  readonly picture: Buffer;
  /** What the model says of the picture. */
  readonly expected: readonly number[];

  private constructor(role: CallingRole, picture: Buffer, expected: readonly number[]) {
    this.role = role;
    this.picture = picture;
    this.expected = expected;
  }

  static async start(): Promise<PredictionLab> {
    const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, index) => (index * 37) % 256);
    const picture = await sharp(pixels, { raw: SHAPE }).png().toBuffer();
    const classifier = new Classifier(convolutionalNetwork(SHAPE, 2, 1), SHAPE, NORMALIZATION);
    const expected = classifier.predict({ inputShape: SHAPE, pixels, labels: new Uint32Array(1) });
    const role = await CallingRole.start();
    const lab = new PredictionLab(role, picture, [...expected]);
    await role.cloud.clients.s3.send(new CreateBucketCommand({ Bucket: 'pictures' }));
    await lab.put('test/a.png', picture);
    return lab;
  }

  async put(Key: string, Body: Buffer | string): Promise<void> {
    await this.role.cloud.clients.s3.send(new PutObjectCommand({ Bucket: 'pictures', Key, Body }));
  }

  /** Replaces the artifact; `seed` 1 is the model of which `expected` is. */
  async putArtifact(folder: string, seed = 1, epoch = 3): Promise<void> {
    const network = convolutionalNetwork(SHAPE, 2, seed);
    const file = join(folder, 'model.tar.gz');
    const weights = network.parameters.map(({ values }) => values);
    await writeModel(file, DESCRIPTION, network, [{ epoch, weights }]);
    await this.put(KEY, await readFile(file));
  }

  async ask(query: string, init: RequestInit): Promise<Answer> {
    const url = `${this.role.cloud.endpointUrl}/_rehearsal/predictions${query}`;
    const response = await fetch(url, { method: 'POST', ...init });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }

  order(value: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const body = JSON.stringify(value);
    return this.ask('', { body, headers: { 'content-type': 'application/json', ...headers } });
  }
}
