import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { HistoryEvent } from '../../../../../emulators/step-functions/engine/history.ts';
import { HistoryFile } from '../../../../../emulators/step-functions/executions/history-file.ts';

const event = (id: number): HistoryEvent => ({ timestamp: 1, type: 'T', id, previousEventId: id - 1 });

describe('history file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'retraining-history-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes what it held before the next event that the disk takes, each once and in order', () => {
    const path = join(folder, 'histories', 'a.jsonl');
    const history = new HistoryFile(path);
    expect(() => history.write(event(1))).to.throw(/ENOENT/);
    history.hold(event(1));
    expect(() => history.write(event(2))).to.throw(/ENOENT/);
    history.hold(event(2));
    expect(history.read()).to.deep.equal([event(1), event(2)]);
    expect(history.isHolding).to.equal(true);

    mkdirSync(join(folder, 'histories'));
    history.write(event(3));
    expect(history.isHolding).to.equal(false);
    expect(history.read()).to.deep.equal([event(1), event(2), event(3)]);
    expect(new HistoryFile(path).read()).to.deep.equal([event(1), event(2), event(3)]);
  });

  it('shows held events after those on disk', () => {
    const path = join(folder, 'a.jsonl');
    const history = new HistoryFile(path);
    history.write(event(1));
    history.hold(event(2));
    expect(history.read()).to.deep.equal([event(1), event(2)]);
    expect(readFileSync(path, 'utf8')).to.equal(`${JSON.stringify(event(1))}\n`);
  });

  it('gives events by their places as they were when they were counted, in any order, without those that are damaged', () => {
    const path = join(folder, 'a.jsonl');
    const history = new HistoryFile(path);
    expect(history.events().length).to.equal(0);
    history.write(event(1));
    writeFileSync(path, 'no event\n', { flag: 'a' });
    history.hold(event(3));
    const events = history.events();
    history.write(event(4));
    expect(events.length).to.equal(3);
    expect(events.read([2, 1, 0])).to.deep.equal([event(3), event(1)]);
    expect([0, 1, 2].map(events.sizeAt)).to.deep.equal([JSON.stringify(event(1)).length, 8, 0]);
    expect(history.events().read([0, 1, 2, 3])).to.deep.equal([event(1), event(3), event(4)]);
  });

  it('has not taken an event that it could not write', () => {
    writeFileSync(join(folder, 'histories'), '');
    const history = new HistoryFile(join(folder, 'histories', 'a.jsonl'));
    expect(() => history.write(event(1))).to.throw(/ENOTDIR/);
    expect(history.read()).to.deep.equal([]);
  });
});
