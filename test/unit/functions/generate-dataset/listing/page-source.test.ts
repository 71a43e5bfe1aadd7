import { expect } from 'chai';
import { ListingPace } from '../../../../../functions/generate-dataset/listing/listing-pace.ts';
import { PageSource } from '../../../../../functions/generate-dataset/listing/page-source.ts';
import { ListingS3 } from './listing-s3.ts';

const REQUEST = { Bucket: 'pictures', Prefix: 'set/' };
const KEYS = ['set/a', 'set/b', 'set/c'];

class ImpatientPace extends ListingPace {
  override get lateMs(): number {
    return 1;
  }
}

function failureOf(name: string): Error {
  return Object.assign(new Error('Please reduce your request rate.'), { name });
}

describe('PageSource', () => {
  it('asks once more for a page that is late, and takes the answer that comes first', async () => {
    const s3 = new ListingS3(KEYS, {
      pageSize: 10,
      turns: (request) => (request === 1 ? Number.POSITIVE_INFINITY : 0),
    });
    const source = new PageSource(s3.sender, REQUEST, new ImpatientPace());
    expect((await source.page({})).objects.map(({ key }) => key)).to.deep.equal(KEYS);
    expect(s3.requests).to.deep.equal([0, 1].map(() => ({ ...REQUEST, EncodingType: 'url' })));
    expect(source.requests).to.equal(2);
    source.stop();
  });

  it('does not take a late page for an overload', async () => {
    const s3 = new ListingS3(KEYS, {
      pageSize: 10,
      turns: (request) => (request === 1 ? Number.POSITIVE_INFINITY : 0),
    });
    const pace = new ImpatientPace();
    const { workers } = pace;
    await new PageSource(s3.sender, REQUEST, pace).page({});
    expect(pace.workers).to.equal(workers);
  });

  it('asks again after SlowDown, with fewer workers', async () => {
    const failure = (request: number) => (request === 1 ? failureOf('SlowDown') : undefined);
    const s3 = new ListingS3(KEYS, { pageSize: 10, failure });
    const pace = new ListingPace();
    const workers = pace.workers;
    expect((await new PageSource(s3.sender, REQUEST, pace).page({})).objects).to.have.length(3);
    expect(pace.workers).to.be.below(workers);
  });

  it('asks a third time where two requests are never answered', async () => {
    const s3 = new ListingS3(KEYS, { pageSize: 10, turns: (request) => (request < 3 ? Number.POSITIVE_INFINITY : 0) });
    const source = new PageSource(s3.sender, REQUEST, new ImpatientPace());
    expect((await source.page({})).objects).to.have.length(3);
    expect([source.requests, source.pagesAsked]).to.deep.equal([3, 1]);
  });

  it('takes an answer of a gateway, without an error code of S3, for an overload', async () => {
    const gateway = Object.assign(new Error('UnknownError'), { name: 'Unknown', $metadata: { httpStatusCode: 502 } });
    const s3 = new ListingS3(KEYS, { pageSize: 10, failure: (request) => (request === 1 ? gateway : undefined) });
    expect((await new PageSource(s3.sender, REQUEST, new ListingPace()).page({})).objects).to.have.length(3);
  });

  it('gives up at once where S3 says no', async () => {
    const s3 = new ListingS3(KEYS, { pageSize: 10, failure: () => failureOf('AccessDenied') });
    const source = new PageSource(s3.sender, REQUEST, new ListingPace());
    const error: unknown = await source.page({}).catch((reason: unknown) => reason);
    expect(error).to.have.property('name', 'AccessDenied');
    expect(s3.requests).to.have.length(1);
  });
});

describe('ListingPace', () => {
  it('begins with 16 workers and has one more after four pages that came at once, up to 48', () => {
    const pace = new ListingPace();
    expect(pace.workers).to.equal(16);
    for (let page = 0; page < 4; page += 1) pace.cameAtOnce();
    expect(pace.workers).to.equal(17);
    for (let page = 0; page < 1000; page += 1) pace.cameAtOnce();
    expect(pace.workers).to.equal(48);
  });

  it('has 30 % fewer after a refusal, once for the refusals of 200 ms, and never fewer than 4', () => {
    let nowMs = 0;
    const pace = new ListingPace(() => nowMs);
    pace.wasRefused();
    pace.wasRefused();
    expect(pace.workers).to.equal(11);
    nowMs = 200;
    pace.wasRefused();
    expect(pace.workers).to.equal(7);
    for (nowMs = 400; nowMs < 4000; nowMs += 200) pace.wasRefused();
    expect(pace.workers).to.equal(4);
  });

  it('takes a page for late after 8 times the usual time, and after 2 s where pages come faster', () => {
    const pace = new ListingPace();
    expect(pace.lateMs).to.equal(2000);
    for (let page = 0; page < 64; page += 1) pace.took(1000);
    expect(pace.lateMs).to.equal(8000);
    for (let page = 0; page < 64; page += 1) pace.took(100);
    expect(pace.lateMs).to.equal(2000);
  });

  it('waits no longer for all pages where some are very late', () => {
    const pace = new ListingPace();
    // One in a thousand 20 s late is at most one of sixteen; even seven of them are fewer than half.
    for (let page = 0; page < 160; page += 1) pace.took(page % 16 < 7 ? 20_000 : 100);
    expect(pace.lateMs).to.equal(2000);
  });
});
