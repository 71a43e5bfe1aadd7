import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { RecordStore } from '../../../../../emulators/core/storage/record-store.ts';
import { fullDisk } from '../../../../support/full-disk.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

/** An ARN of a SageMaker model with the longest name, all of it in upper case. */
const LONG_ARN = `arn:aws:sagemaker:us-east-1:000000000000:model/${'M'.repeat(63)}`;
/** Alike in the part that a file name shows. */
const LONG_LOWER = 'x'.repeat(300);

describe('the record store', () => {
  const folder = useTemporaryFolder();
  const open = () => new RecordStore<unknown>(folder(), { noun: 'record', isRecord: (_): _ is unknown => true });

  it('gives every record back after a restart, whatever its name', () => {
    const names = fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 8 });
    fc.assert(
      fc.property(names, (some) => {
        const store = open();
        for (const name of some) store.put(name, { of: name });
        const again = open();
        for (const name of some) expect(again.get(name)).to.deep.equal({ of: name });
        expect(again.values()).to.have.length(some.length);
        for (const name of some) expect(again.delete(name)).to.equal(true);
        expect(readdirSync(folder())).to.deep.equal([]);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps names apart that differ by letter case only, on every disk', () => {
    const names = ['model', 'Model', 'MODEL', LONG_ARN, LONG_ARN.toLowerCase(), LONG_ARN.replace('MMM', 'mMM')];
    const store = open();
    for (const name of names) store.put(name, name);
    expect(new Set(readdirSync(folder()).map((file) => file.toLowerCase()))).to.have.property('size', names.length);
    expect(names.map((name) => open().get(name))).to.deep.equal(names);
  });

  it('keeps long names apart that differ at their end only', () => {
    const names = [`${LONG_LOWER}a`, `${LONG_LOWER}b`];
    const store = open();
    for (const name of names) store.put(name, name);
    expect(names.map((name) => open().get(name))).to.deep.equal(names);
  });

  it('stores a long name under a readable head, short enough for every disk, with the whole name inside', () => {
    open().put(LONG_ARN, [1]);
    const [file = '', ...more] = readdirSync(folder());
    expect(more).to.deep.equal([]);
    // The digest as sha256sum(1) prints it.
    expect(file).to.equal(
      `arn-aws-sagemaker-us-east-1-000000000000-model-${'m'.repeat(53)}.sha256-28ca29f54b869f071a5b93ce3dffc35f909532c828843b4f0c25dd03d59d22f3.json`,
    );
    expect(JSON.parse(readFileSync(join(folder(), file), 'utf8'))).to.deep.equal({ name: LONG_ARN, record: [1] });
  });

  it('keeps a name as it is that just fits, and hashes the next longer one', () => {
    const store = open();
    store.put('x'.repeat(200), 'fits');
    store.put('x'.repeat(201), 'does not');
    expect(readdirSync(folder()).map((file) => file.length)).to.have.members([205, 177]);
  });

  it('reads files of long names that were written under the encoded name, and replaces them', () => {
    const name = `${'A'.repeat(70)}.b`;
    const old = `${'%41'.repeat(70)}%2eb.json`;
    writeFileSync(join(folder(), old), '"old"');
    expect(open().get(name)).to.equal('old');
    expect(readdirSync(folder())).to.not.include(old);
    const store = open();
    store.put(name, 'new');
    expect(open().values()).to.deep.equal(['new']);
    expect(store.delete(name)).to.equal(true);
    expect(readdirSync(folder())).to.deep.equal([]);
  });

  it('ignores what an interrupted write left behind, and removes it', () => {
    open().put('kept', 'whole');
    writeFileSync(join(folder(), 'kept.json.1.tmp'), '"ha');
    writeFileSync(join(folder(), 'new.json.2.tmp'), '"unfinished"');
    const store = open();
    expect(store.values()).to.deep.equal(['whole']);
    expect(store.has('new')).to.equal(false);
    expect(readdirSync(folder())).to.deep.equal(['kept.json']);
  });

  it('still has the old record, and no new one, when the disk does not take a write', () => {
    const store = open();
    store.put('kept', 'old');
    const full = fullDisk(folder());
    try {
      expect(() => store.put('kept', 'new')).to.throw('ENOSPC');
      expect(() => store.put('new', 'new')).to.throw('ENOSPC');
      expect(full.refused).to.have.length(2);
    } finally {
      full.end();
    }
    expect(store.values()).to.deep.equal(['old']);
    expect(readdirSync(folder())).to.deep.equal(['kept.json']);
    expect(open().values()).to.deep.equal(['old']);
  });
});
