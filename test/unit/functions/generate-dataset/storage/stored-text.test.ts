import { expect } from 'chai';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';
import { readExpected, storedLines } from '../../../../../functions/generate-dataset/storage/stored-text.ts';
import { errorOf } from '../../../../support/error-of.ts';

const PLACE = { bucket: 'b', key: 'p/rows' };
const LINES = Array.from({ length: 50 }, (_, number) => `猫/${number}.jpg`);
const TEXT = Buffer.from(`${LINES.join('\n')}\n`);

interface Get {
  readonly input: { readonly Range?: string; readonly IfMatch?: string };
}

/** One object, whose body breaks off after so many bytes each time. */
function breakingOff(bytes: number, asked: Get['input'][]): S3Sender {
  const send = async (command: Get & { readonly constructor: { readonly name: string } }) => {
    if (command.constructor.name !== 'GetObjectCommand') {
      return { Contents: [{ Key: PLACE.key, Size: TEXT.length, ETag: '"e"' }] };
    }
    const { input } = command;
    asked.push(input);
    const rest = TEXT.subarray(Number(/^bytes=(\d+)-/.exec(input.Range ?? '')?.[1] ?? 0));
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(rest.subarray(0, bytes))),
      pull: (controller) => (rest.length > bytes ? controller.error(new Error('aborted')) : controller.close()),
    });
    return { ETag: '"e"', ContentLength: rest.length, Body: { transformToWebStream: () => stream } };
  };
  return { send } as unknown as S3Sender;
}

async function read(s3: S3Sender): Promise<string[]> {
  const lines: string[] = [];
  for await (const some of (await storedLines(s3, PLACE)) ?? []) lines.push(...some);
  return lines;
}

describe('the lines of an object', () => {
  it('come whole where the connection breaks off, from where it did and of the same version', async () => {
    const asked: Get['input'][] = [];
    // In the middle of a character.
    expect(await read(breakingOff(200, asked))).to.deep.equal(LINES);
    expect(asked.map(({ Range, IfMatch }) => [Range, IfMatch])).to.deep.equal([
      [`bytes=0-${TEXT.length - 1}`, undefined],
      [`bytes=200-${TEXT.length - 1}`, '"e"'],
      [`bytes=400-${TEXT.length - 1}`, '"e"'],
    ]);
  });

  it('are an error where it breaks off again and again', async () => {
    const asked: Get['input'][] = [];
    const { name, message } = await errorOf(read(breakingOff(10, asked)));
    expect(`${name}: ${message}`).to.equal('DatasetStorageError: reading s3://b/p/rows failed: Error: aborted');
    expect(asked).to.have.length(6);
  });
});

describe('an object that is thought to be there', () => {
  const denied = Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });

  /** `answers`: by the command's name. */
  function answering(answers: Readonly<Record<string, () => object>>, asked: string[] = []): S3Sender {
    const send = async (command: { readonly constructor: { readonly name: string } }) => {
      const name = command.constructor.name.replace(/Command$/, '');
      asked.push(name);
      return answers[name]?.() ?? {};
    };
    return { send } as unknown as S3Sender;
  }
  const refuse = () => {
    throw denied;
  };

  it('is read at once', async () => {
    const asked: string[] = [];
    const Body = { transformToString: async () => 'text' };
    const s3 = answering({ GetObject: () => ({ Body, ETag: '"e"' }) }, asked);
    expect(await readExpected(s3, PLACE)).to.deep.equal({ text: 'text', eTag: '"e"' });
    expect(asked).to.deep.equal(['GetObject']);
  });

  it('is none where the listing has none: S3 refuses to say so without the right to list', async () => {
    expect(await readExpected(answering({ GetObject: refuse }), PLACE)).to.equal(undefined);
  });

  it('is an error where it is there, or where nobody can tell', async () => {
    const listed = { ListObjectsV2: () => ({ Contents: [{ Key: PLACE.key }] }), GetObject: refuse };
    for (const s3 of [answering(listed), answering({ ListObjectsV2: refuse, GetObject: refuse })]) {
      const { message } = await errorOf(readExpected(s3, PLACE));
      expect(message).to.equal('reading s3://b/p/rows failed: AccessDenied: Access Denied');
    }
  });
});
