import { expect } from 'chai';
import { answer } from '../../../../../functions/generate-dataset/fan-out/answer.ts';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';
import { ListingTimeError } from '../../../../../functions/generate-dataset/listing/time-limit.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { SETTINGS } from '../fan-out/fan-out-run.ts';

interface Asked {
  readonly input: {
    readonly Prefix?: string;
    readonly StartAfter?: string;
    readonly Delimiter?: string;
  };
}

type Page = (
  startAfter: string,
  request: number,
) => { readonly Contents: object[]; readonly NextContinuationToken: string };

/** Pages without end below p/train/, and none elsewhere. Each is a turn of the event loop, so that time goes by. */
function endless(page: Page): S3Sender {
  let requests = 0;
  const send = async ({ input: { Prefix = '', StartAfter = '', Delimiter } }: Asked) => {
    await new Promise(setImmediate);
    if (Delimiter !== undefined || Prefix !== 'p/train/') return { Contents: [], IsTruncated: false };
    requests += 1;
    return { IsTruncated: true, ...page(StartAfter, requests) };
  };
  return { send } as unknown as S3Sender;
}

const image = (Key: string) => ({ Key, Size: 1, ETag: 'e' });
const EVENT = { executionName: 'e' };
// The listing is given up 20 s before the function's time is over.
const LITTLE_TIME = { timeLeftMs: 21_000 };
const ENDED =
  /^the listing of s3:\/\/b\/p\/train\/ did not end in the function's time: (\d+) keys came in (\d+) pages, and more follow; set fanOut to auto or functionMemoryMb to 1769, or see whether this list ever ends$/;

describe('a listing that does not end', () => {
  const KINDS: Readonly<Record<string, Page>> = {
    'goes on with new keys': (startAfter, request) => {
      const Contents = [image(`${startAfter === '' ? 'p/train/a/' : startAfter}0.jpg`)];
      return { Contents, NextContinuationToken: String(request) };
    },
    'gives the same keys again': (_, request) => ({
      Contents: [image('p/train/a/2.jpg'), image('p/train/a/1.jpg')],
      NextContinuationToken: String(request),
    }),
    'gives pages without keys': (_, request) => ({ Contents: [], NextContinuationToken: String(request) }),
  };
  for (const [kind, page] of Object.entries(KINDS)) {
    it(`is given up before the function's time is over, with what came: ${kind}`, async () => {
      const { name, message } = await errorOf(generateDataset(endless(page), SETTINGS, EVENT, LITTLE_TIME));
      expect(name).to.equal('ListingTimeError');
      expect(message).to.match(ENDED);
      const [, keys = '', pages = ''] = ENDED.exec(message) ?? [];
      expect(Number(pages)).to.be.greaterThan(0);
      expect(Number(keys) > 0).to.equal(kind !== 'gives pages without keys');
    });
  }

  it('is not waited for where no page comes at all', async () => {
    const silent = {
      send: (_: Asked, { abortSignal }: { readonly abortSignal?: AbortSignal } = {}) =>
        new Promise((_resolve, reject) => abortSignal?.addEventListener('abort', () => reject(abortSignal.reason))),
    } as unknown as S3Sender;
    const { name, message } = await errorOf(answer(silent, SETTINGS, EVENT, LITTLE_TIME));
    expect(name).to.equal('ListingTimeError');
    expect(message).to.match(/: 0 keys came in \d+ pages, and more follow; /);
  });

  it('has no advice about fan-out where it is a range of one', () => {
    expect(new ListingTimeError('s3://b/p/train/', 3, 2, true).message).to.equal(
      "the listing of a range of s3://b/p/train/ did not end in the function's time: 3 keys came in 2 pages, and more follow; set functionMemoryMb to 1769, or see whether this list ever ends",
    );
  });
});
