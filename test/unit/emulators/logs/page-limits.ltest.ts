import { expect } from 'chai';
import { filterLogEvents } from '../../../../emulators/logs/filter-log-events.ts';
import { getLogEvents } from '../../../../emulators/logs/get-log-events.ts';
import { LogStore } from '../../../../emulators/logs/log-store.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const MIB = 1_048_576;
const GROUP = 'g';

interface Page {
  readonly events: readonly { readonly message: string }[];
  readonly nextToken?: string;
}

/**
 * A page holds at most 1 MiB of messages and 10,000 events:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html, API_FilterLogEvents.html
 */
describe('a page of events', () => {
  const folder = useTemporaryFolder();
  let store: LogStore;
  beforeEach(() => {
    store = new LogStore(folder());
    store.add(GROUP, {});
    store.required(GROUP).addStream('s');
  });

  /** Puts messages of these lengths, a millisecond apart. */
  const put = (lengths: readonly number[], letter = 'x') => {
    const events = lengths.map((length, index) => ({ timestampMs: 1 + index, message: letter.repeat(length) }));
    store.required(GROUP).requiredStream('s').events.append(events, 1);
  };
  const get = (members: object = {}) =>
    getLogEvents({ logGroupName: GROUP, logStreamName: 's', ...members }, store) as Page;
  const filter = (members: object = {}) => filterLogEvents({ logGroupName: GROUP, ...members }, store) as Page;
  const lengths = ({ events }: Page) => events.map(({ message }) => message.length);

  it('of GetLogEvents holds 1 MiB of messages and not a byte more, from either end', () => {
    put([MIB - 2, 2, 1]);
    expect(lengths(get({ startFromHead: true }))).to.deep.equal([MIB - 2, 2]);
    expect(lengths(get())).to.deep.equal([2, 1]);
  });

  it('of GetLogEvents holds one event however large it is', () => {
    put([2 * MIB, 1]);
    expect(lengths(get({ startFromHead: true }))).to.deep.equal([2 * MIB]);
  });

  it('of FilterLogEvents holds 1 MiB of messages and not a byte more', () => {
    put([MIB - 2, 2, 1]);
    const first = filter();
    expect(lengths(first)).to.deep.equal([MIB - 2, 2]);
    const second = filter({ nextToken: first.nextToken });
    expect(lengths(second)).to.deep.equal([1]);
    expect(second).not.to.have.property('nextToken');
  });

  it('of FilterLogEvents counts bytes, and only of what fits the pattern', () => {
    put([MIB / 2], 'é');
    put([MIB], 'n');
    put([1], 'y');
    expect(lengths(filter({ filterPattern: 'y' }))).to.deep.equal([1]);
    expect(lengths(filter())).to.deep.equal([MIB / 2]);
  });

  it('of FilterLogEvents holds one event however large it is', () => {
    put([2 * MIB, 1]);
    expect(lengths(filter())).to.deep.equal([2 * MIB]);
  });

  for (const [what, page] of Object.entries({ GetLogEvents: get, FilterLogEvents: filter })) {
    it(`of ${what} holds 10,000 events unless told otherwise`, () => {
      put(Array<number>(10_001).fill(1));
      expect(page().events).to.have.length(10_000);
      expect(page({ limit: 9_999 }).events).to.have.length(9_999);
    });
  }

  it('of FilterLogEvents ends, with a token, when more than 16 MiB were looked at', () => {
    const sixteen = Array<number>(16).fill(MIB);
    put([...sixteen, 1, 1]);
    // After exactly 16 MiB one more is looked at, after one byte more none.
    const first = filter({ filterPattern: 'none' });
    expect(first.events).to.deep.equal([]);
    expect(first).to.have.property('nextToken');
    expect(filter({ filterPattern: 'none', nextToken: first.nextToken })).not.to.have.property('nextToken');
    expect(filter({ filterPattern: 'none', endTime: 17 })).not.to.have.property('nextToken');
  });

  it('of FilterLogEvents ends, with a token, when 50,000 events were looked at', () => {
    put(Array<number>(50_001).fill(1));
    const first = filter({ filterPattern: 'none' });
    expect(first.events).to.deep.equal([]);
    expect(first).to.have.property('nextToken');
    expect(filter({ filterPattern: 'none', nextToken: first.nextToken })).not.to.have.property('nextToken');
    expect(filter({ filterPattern: 'none', endTime: 50_000 })).not.to.have.property('nextToken');
  });

  it('of FilterLogEvents has a token only where there is more in the time span', () => {
    put([1, 1, 1]);
    expect(filter({ limit: 3 })).not.to.have.property('nextToken');
    expect(filter({ limit: 2, endTime: 2 })).not.to.have.property('nextToken');
    expect(filter({ limit: 2 })).to.have.property('nextToken');
    expect(filter()).to.have.deep.property('searchedLogStreams', []);
  });
});
