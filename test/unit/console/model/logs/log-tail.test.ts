import { expect } from 'chai';
import type { LogEvent } from '../../../../../console/model/logs/found-line.ts';
import { LogTail } from '../../../../../console/model/logs/log-tail.ts';

function line(id: string, timeMs: number): LogEvent {
  return { id, timeMs, stream: 's', message: id };
}

const shown = (tail: LogTail) => tail.events.map(({ id }) => id).join('');

describe('a log that is followed', () => {
  it('has each line once, however often it is read', () => {
    const tail = new LogTail();
    expect(tail.take([line('a', 1), line('b', 2)])).to.equal(2);
    expect(tail.take([line('b', 2), line('c', 3)])).to.equal(1);
    expect(shown(tail)).to.equal('abc');
  });

  it('puts a line that comes late where its time is, and leaves those of one millisecond as they came', () => {
    const tail = new LogTail();
    tail.take([line('a', 1), line('d', 4), line('e', 4)]);
    tail.take([line('b', 2)]);
    expect(shown(tail)).to.equal('abde');
  });

  it('asks for what is new from five seconds before its last line, for lines that come late', () => {
    const tail = new LogTail();
    expect(tail.nextFromMs).to.equal(undefined);
    tail.take([line('a', 60_000)]);
    expect(tail.nextFromMs).to.equal(55_000);
  });

  it('keeps the newest lines, and counts those that it lets go', () => {
    const tail = new LogTail(3);
    tail.take(['a', 'b', 'c', 'd', 'e'].map((id, index) => line(id, index)));
    expect([shown(tail), tail.dropped]).to.deep.equal(['cde', 2]);
    tail.take([line('e', 4), line('f', 5)]);
    expect([shown(tail), tail.dropped]).to.deep.equal(['def', 3]);
  });

  it('takes no line again that it let go, however many came in the last seconds', () => {
    const apart = Array.from({ length: 9 }, (_, index) => line(`${index}`, 60_000 + index));
    const tail = new LogTail(3);
    tail.take(apart);
    expect([shown(tail), tail.nextFromMs]).to.deep.equal(['678', 60_006]);
    expect(tail.take(apart.filter(({ timeMs }) => timeMs >= 60_006))).to.equal(0);
    const together = Array.from({ length: 9 }, (_, index) => line(`${index}`, 60_000));
    const other = new LogTail(3);
    other.take(together);
    expect(other.nextFromMs).to.equal(60_000);
    expect(other.take(together)).to.equal(0);
    expect([shown(other), other.dropped]).to.deep.equal(['678', 6]);
  });

  it('gives the same list as long as nothing is new, so that nothing is drawn again', () => {
    const tail = new LogTail();
    tail.take([line('a', 1)]);
    const { events } = tail;
    tail.take([line('a', 1)]);
    expect(tail.events).to.equal(events);
  });
});
