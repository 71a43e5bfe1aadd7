import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { type Damage, listenForDamage } from '../../../../emulators/core/storage/damage.ts';
import { EventFile } from '../../../../emulators/logs/event-file.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

interface Put {
  readonly timestampMs: number;
  readonly message: string;
}

const at = (timestampMs: number, message: string): Put => ({ timestampMs, message });
const messagesOf = (events: Iterable<{ readonly message: string }>) => [...events].map(({ message }) => message);
const line = (timestampMs: number, sequence: number, message: string) =>
  `${JSON.stringify([timestampMs, sequence, 7, message])}\n`;

describe('the file of a stream’s events', () => {
  const folder = useTemporaryFolder();
  const path = () => join(folder(), 'events.jsonl');

  it('holds all events by time and then by arrival, whatever the batches, and finds each from either side', () => {
    const batch = fc.record({
      times: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 }),
      // Longer than what a search and a reader take at once.
      length: fc.constantFrom(0, 0, 0, 5_000, 70_000),
      restarts: fc.boolean(),
    });
    let files = 0;
    using _listening = listenForDamage(folder(), ({ reason }) => expect.fail(`nothing is damaged, but ${reason}`));
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 6 }), (batches) => {
        files += 1;
        const name = `${path()}.${files}`;
        let file = new EventFile(name);
        const taken: Put[] = [];
        for (const [index, { times, length, restarts }] of batches.entries()) {
          const events = times
            .toSorted((a, b) => a - b)
            .map((time, n) => at(time, `${index}.${n}${'-'.repeat(length)}`));
          file.append(events, 1_000 + index);
          taken.push(...events);
          if (restarts) file = new EventFile(name);
        }
        expectSame(
          file,
          taken.toSorted((a, b) => a.timestampMs - b.timestampMs),
        );
        if (taken.length > 0) expect(file.sizeBytes).to.equal(statSync(name).size);
      }),
      { numRuns: 15 },
    );
  });

  function expectSame(file: EventFile, expected: readonly Put[]): void {
    const messages = messagesOf(expected);
    const present = [...file.forward(0)];
    expect(messagesOf(present)).to.deep.equal(messages);
    expect(messagesOf(file.backward(file.sizeBytes))).to.deep.equal(messages.toReversed());
    expect([file.first?.message, file.last?.message]).to.deep.equal([messages[0], messages.at(-1)]);
    for (const [index, { timestampMs, sequence }] of present.entries()) {
      const here = file.offsetOf({ timestampMs, sequence });
      const [[next], [previous]] = [file.forward(here), file.backward(here)];
      expect([previous?.message, next?.message]).to.deep.equal([messages[index - 1], messages[index]]);
    }
    for (let time = 0; time <= 13; time += 1) {
      const [from] = file.forward(file.offsetOf({ timestampMs: time, sequence: 0 }));
      expect(from?.message).to.equal(expected.find(({ timestampMs }) => timestampMs >= time)?.message);
    }
  }

  it('numbers events anew after a restart, so that those of one millisecond stay in order of arrival', () => {
    new EventFile(path()).append([at(5, 'a'), at(5, 'b')], 1_000);
    new EventFile(path()).append([at(5, 'c')], 1_001);
    const events = [...new EventFile(path()).forward(0)];
    expect(messagesOf(events)).to.deep.equal(['a', 'b', 'c']);
    expect(new Set(events.map(({ sequence }) => sequence)).size).to.equal(3);
  });

  it('puts late events before hundreds of kilobytes that it has', () => {
    const big = ['b', 'c', 'd'].map((letter, index) => at(10 + index, letter.repeat(200_000)));
    const file = new EventFile(path());
    file.append([at(1, 'a'), ...big], 1_000);
    file.append([at(2, 'late'), at(11, 'between')], 1_001);
    expect(messagesOf(file.forward(0)).map((message) => message.slice(0, 7))).to.deep.equal([
      ...['a', 'late', 'bbbbbbb', 'ccccccc', 'between', 'ddddddd'],
    ]);
    expect(file.sizeBytes).to.equal(statSync(path()).size);
  });

  it('takes in nothing where there is nothing, and makes no file for it', () => {
    const file = new EventFile(path());
    file.append([], 1_000);
    expect([file.sizeBytes, file.first, file.last]).to.deep.equal([0, undefined, undefined]);
    expect([...file.forward(0), ...file.backward(0)]).to.deep.equal([]);
    expect(new EventFile(path()).sizeBytes).to.equal(0);
  });

  it('counts bytes, not characters', () => {
    const file = new EventFile(path());
    file.append([at(1, '€')], 1);
    // [1,1001,1,"€"] and the end of the line: 13 characters of one byte, one of three, one newline.
    expect(file.sizeBytes).to.equal(17);
    expect(statSync(path()).size).to.equal(17);
  });

  describe('that is damaged', () => {
    const damages: Damage[] = [];
    let listening: Disposable | undefined;
    beforeEach(() => {
      damages.length = 0;
      listening = listenForDamage(folder(), (damage) => damages.push(damage));
    });
    afterEach(() => listening?.[Symbol.dispose]());
    const told = () => damages.map(({ what, reason }) => `${what}: ${reason}`);

    it('loses a last line that was cut short, and says so', () => {
      writeFileSync(path(), `${line(1, 1, 'a')}[2,2,7,"b`);
      const file = new EventFile(path());
      expect(messagesOf(file.forward(0))).to.deep.equal(['a']);
      expect(statSync(path()).size).to.equal(line(1, 1, 'a').length);
      expect(told()).to.deep.equal(['end of a log stream: its last line is cut short']);
      file.append([at(3, 'c')], 7);
      expect(messagesOf(new EventFile(path()).forward(0))).to.deep.equal(['a', 'c']);
      expect(damages).to.have.length(1);
    });

    const NO_EVENTS: readonly (readonly [text: string, reason: string])[] = [
      ['', 'it is empty'],
      ['[1,', 'it is not JSON'],
      ...['{}', '[1,2,7]', '[1,2,7,8]', '["1",2,7,"m"]', '[1,"2",7,"m"]', '[1,2,"7","m"]', '[1,2,7,"m",0]'].map(
        (text) => [text, 'its JSON is not such a record'] as const,
      ),
    ];
    for (const [text, reason] of NO_EVENTS) {
      it(`passes over a line that is ${text || 'empty'}`, () => {
        writeFileSync(path(), `${line(1, 1, 'a')}${text}\n${line(3, 3, 'c')}`);
        const file = new EventFile(path());
        expect(messagesOf(file.forward(0))).to.deep.equal(['a', 'c']);
        expect(messagesOf(file.backward(file.sizeBytes))).to.deep.equal(['c', 'a']);
        expect(messagesOf(file.forward(file.offsetOf({ timestampMs: 2, sequence: 0 })))).to.deep.equal(['c']);
        expect(told()).to.deep.equal([`part of a log stream: of one event ${reason}`]);
      });
    }

    it('is named when there is no event in it, and takes in new ones', () => {
      writeFileSync(path(), '');
      const file = new EventFile(path());
      expect(told()).to.deep.equal(['events of a log stream: there are none in it']);
      file.append([at(1, 'new')], 1);
      expect(messagesOf(file.forward(0))).to.deep.equal(['new']);
    });

    it('is named once, however often it is read', () => {
      writeFileSync(path(), line(1, 1, 'a'));
      appendFileSync(path(), `no\n${line(2, 2, 'b')}`);
      for (const file of [new EventFile(path()), new EventFile(path())]) expect([...file.forward(0)]).to.have.length(2);
      expect(damages).to.have.length(1);
    });
  });
});
