import { expect } from 'chai';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { SETTINGS } from '../fan-out/fan-out-run.ts';

interface Asked {
  readonly constructor: { readonly name: string };
  readonly input: {
    readonly Prefix?: string;
    readonly Delimiter?: string;
    readonly Key?: string;
    readonly Body?: unknown;
  };
}

/** Knows ListObjects and takes ListObjectsV2 for it: `start-after` and `continuation-token` mean nothing to it. */
class FirstVersionS3 {
  readonly written = new Map<string, string>();
  readonly #keys: readonly string[];
  readonly #pageSize: number;

  constructor(keys: readonly string[], pageSize: number) {
    this.#keys = keys.toSorted();
    this.#pageSize = pageSize;
  }

  get sender(): S3Sender {
    const send = async ({ constructor: { name }, input }: Asked) => {
      if (name === 'ListObjectsV2Command') return this.#list(input);
      this.written.set(input.Key ?? '', String(input.Body));
      return {};
    };
    return { send } as unknown as S3Sender;
  }

  #list({ Prefix = '', Delimiter }: Asked['input']): object {
    const keys = this.#keys.filter((key) => key.startsWith(Prefix));
    if (Delimiter !== undefined) return { IsTruncated: false };
    const Contents = keys.slice(0, this.#pageSize).map((Key) => ({ Key, Size: 1, ETag: `"${Key}"` }));
    return { Contents, IsTruncated: keys.length > this.#pageSize };
  }
}

const KEYS = ['a/1', 'a/2', 'b/1', 'b/2'].flatMap((name) => [`p/train/${name}.jpg`, `p/test/${name}t.jpg`]);

describe('a service that knows ListObjects but not ListObjectsV2', () => {
  it('is an error instead of a short data set, and nothing is written', async () => {
    const s3 = new FirstVersionS3(KEYS, 3);
    const { name, message } = await errorOf(generateDataset(s3.sender, SETTINGS, { executionName: 'e' }));
    expect(`${name}: ${message}`).to.equal(
      'DatasetStorageError: listing s3://b/p/train/ failed: Error: the list is cut off and gives no token for its next page, as a service does that knows ListObjects but not ListObjectsV2',
    );
    expect([...s3.written.keys()]).to.deep.equal([]);
  });

  it('will do where all keys of a split are in one page', async () => {
    const s3 = new FirstVersionS3(KEYS, 4);
    await generateDataset(s3.sender, SETTINGS, { executionName: 'e' });
    expect(s3.written.get('p/runs/e/train-data.lst')).to.equal(
      '1\t0\ta/1.jpg\n2\t0\ta/2.jpg\n3\t1\tb/1.jpg\n4\t1\tb/2.jpg\n',
    );
  });
});
