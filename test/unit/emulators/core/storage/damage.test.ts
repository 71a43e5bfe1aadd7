import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  type Damage,
  damageText,
  keepCopy,
  listenForDamage,
  setAside,
} from '../../../../../emulators/core/storage/damage.ts';
import { isNumber, isText, record } from '../../../../../emulators/core/storage/record-shape.ts';
import { RecordStore } from '../../../../../emulators/core/storage/record-store.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

interface Thing {
  readonly name: string;
  readonly size: number;
}
const THINGS = { noun: 'thing', isRecord: record<Thing>({ name: isText, size: isNumber }) };
const WHOLE = { name: 'whole', size: 1 };

describe('a damaged record', () => {
  const folder = useTemporaryFolder();
  const store = () => join(folder(), 'things');
  let said: Damage[] = [];
  const open = () => {
    said = [];
    using _ = listenForDamage(folder(), (damage) => said.push(damage));
    return new RecordStore(store(), THINGS);
  };

  for (const [how, content, reason] of [
    ['empty', '', 'it is empty'],
    ['cut short', '{"name":"bro', 'it is not JSON'],
    ['random bytes', Buffer.from('9f00c3289a', 'hex'), 'it is not JSON'],
    ['not UTF-8 in one byte', Buffer.from('{"name":"br\xffken","size":1}', 'latin1'), 'it is not JSON'],
    ['JSON behind a byte order mark', '\ufeff{"name":"broken","size":1}', 'it is not JSON'],
    ['null', 'null', 'its JSON is not such a record'],
    ['a list', '[]', 'its JSON is not such a record'],
    ['without a member', '{"name":"broken"}', 'its JSON is not such a record'],
    ['with a member of another type', '{"name":"broken","size":"1"}', 'its JSON is not such a record'],
  ] as const) {
    it(`that is ${how} is named and set aside as it is, and the others are there`, () => {
      open().put('whole', WHOLE);
      const file = join(store(), 'broken.json');
      writeFileSync(file, content);
      const records = open();
      expect(records.values()).to.deep.equal([WHOLE]);
      const keptAt = join(store(), 'damaged', 'broken.json');
      expect(said).to.deep.equal([{ what: 'thing "broken"', file, reason, keptAt }]);
      expect(readFileSync(keptAt)).to.deep.equal(Buffer.from(content));
      expect(readdirSync(store()).sort()).to.deep.equal(['damaged', 'whole.json']);
      expect(records.hasDamage).to.equal(true);
      expect(open().values()).to.deep.equal([WHOLE]);
      expect(said).to.deep.equal([]);
    });
  }

  it('does not take the place of one that was set aside before', () => {
    for (const content of ['1', '2', '3']) {
      mkdirSync(store(), { recursive: true });
      writeFileSync(join(store(), 'broken.json'), content);
      open();
    }
    const kept = readdirSync(join(store(), 'damaged')).sort();
    expect(kept.map((file) => [file, readFileSync(join(store(), 'damaged', file), 'utf8')])).to.deep.equal([
      ['broken.json', '1'],
      ['broken.json.2', '2'],
      ['broken.json.3', '3'],
    ]);
  });

  it('of a long name is known by what its file name shows', () => {
    const name = 'x'.repeat(300);
    open().put(name, WHOLE);
    const [file = ''] = readdirSync(store());
    writeFileSync(join(store(), file), JSON.stringify({ name, record: [] }));
    expect(open().values()).to.deep.equal([]);
    expect(said.map(({ what }) => what)).to.deep.equal([`thing "${file.replace('.json', '')}"`]);
  });

  it('is said in one line with the file, the reason and what became of it', () => {
    const text = damageText({
      what: 'IAM role "r"',
      file: '/d/iam/r.json',
      reason: 'it is empty',
      keptAt: '/d/iam/damaged/r.json',
    });
    expect(text).to.equal(
      '[rehearsal] damaged in the data folder: IAM role "r": it is empty (/d/iam/r.json). It is set aside as /d/iam/damaged/r.json; all else goes on',
    );
  });
});

describe('damage', () => {
  const folder = useTemporaryFolder();

  it('is reported to those whose folder it is in, and to nobody else', () => {
    const told: string[] = [];
    for (const cloud of ['one', 'one-and-a-half', 'two']) mkdirSync(join(folder(), cloud));
    const listen = (cloud: string) =>
      listenForDamage(join(folder(), cloud), ({ what }) => told.push(`${cloud}: ${what}`));
    using _one = listen('one');
    using _half = listen('one-and-a-half');
    using _two = listen('two');
    for (const cloud of ['two', 'one-and-a-half', 'one']) {
      writeFileSync(join(folder(), cloud, 'file'), 'x');
      setAside(join(folder(), cloud, 'file'), 'thing', 'it is odd');
    }
    expect(told).to.deep.equal(['two: thing', 'one-and-a-half: thing', 'one: thing']);
  });

  it('in a part of a file leaves the file in use and keeps one copy of it', () => {
    const told: Damage[] = [];
    using _ = listenForDamage(folder(), (damage) => told.push(damage));
    const file = join(folder(), 'events.jsonl');
    writeFileSync(file, 'one\n??\n');
    keepCopy(file, 'an event', 'it is odd');
    writeFileSync(file, 'one\n??\nthree\n');
    keepCopy(file, 'an event', 'it is odd');
    expect(told).to.have.length(1);
    expect(readFileSync(join(folder(), 'damaged', 'events.jsonl'), 'utf8')).to.equal('one\n??\n');
  });
});
