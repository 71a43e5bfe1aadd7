import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { listenForDamage } from '../../../../../emulators/core/storage/damage.ts';
import { appendWhole, makePrivateFolder } from '../../../../../emulators/core/storage/private-files.ts';
import {
  buildWhole,
  buildWholeLater,
  wholeFiles,
  wholeFolders,
  writeWhole,
} from '../../../../../emulators/core/storage/whole-file.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { fullDisk } from '../../../../support/full-disk.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('a file that is whole or absent', () => {
  const folder = useTemporaryFolder();
  const file = () => join(folder(), 'record.json');

  it('takes the place of the old one, for its owner only', () => {
    writeFileSync(file(), 'old', { mode: 0o644 });
    writeWhole(file(), 'new');
    expect(readFileSync(file(), 'utf8')).to.equal('new');
    expect(modeOf(file())).to.equal('600');
    expect(readdirSync(folder())).to.deep.equal(['record.json']);
  });

  it('leaves the old one, and nothing beside it, when the disk is full', () => {
    writeWhole(file(), 'old');
    const full = fullDisk(folder());
    try {
      expect(() => writeWhole(file(), 'new')).to.throw('ENOSPC');
    } finally {
      full.end();
    }
    expect(readFileSync(file(), 'utf8')).to.equal('old');
    expect(readdirSync(folder())).to.deep.equal(['record.json']);
  });

  it('leaves nothing beside it when it cannot be put in its place', async () => {
    mkdirSync(join(file(), 'in the way'), { recursive: true });
    expect(() => writeWhole(file(), 'new')).to.throw(/EISDIR|ENOTEMPTY|EEXIST/);
    await errorOf(buildWholeLater(file(), (unfinished) => writeFile(unfinished, 'new')));
    expect(readdirSync(folder())).to.deep.equal(['record.json']);
  });

  it('is written under a name that two writers at once do not share', async () => {
    const names: string[] = [];
    const write = (text: string) =>
      buildWholeLater(file(), async (unfinished) => {
        names.push(unfinished);
        await writeFile(unfinished, text);
      });
    await Promise.all([write('a'.repeat(100_000)), write('b'.repeat(100_000))]);
    expect(new Set(names)).to.have.property('size', 2);
    expect(readFileSync(file(), 'utf8')).to.match(/^(a{100000}|b{100000})$/);
  });

  it('may be a folder', () => {
    const target = join(folder(), 'package');
    buildWhole(target, (unfinished) => {
      makePrivateFolder(unfinished);
      writeFileSync(join(unfinished, 'index.mjs'), '1');
    });
    const broken = () =>
      buildWhole(join(folder(), 'other'), (unfinished) => {
        makePrivateFolder(unfinished);
        throw new Error('in the middle');
      });
    expect(broken).to.throw('in the middle');
    expect(readdirSync(folder())).to.deep.equal(['package']);
    expect(readdirSync(target)).to.deep.equal(['index.mjs']);
  });

  it('differs from what killed processes left, which is removed', () => {
    writeWhole(file(), 'whole');
    writeFileSync(`${file()}.1.tmp`, 'ha');
    mkdirSync(join(folder(), 'package.2.tmp', 'task'), { recursive: true });
    expect(wholeFiles(folder())).to.deep.equal(['record.json']);
    expect(readdirSync(folder())).to.deep.equal(['record.json']);
  });
});

describe('what is appended to a file', () => {
  const folder = useTemporaryFolder();

  it('is for its owner only', () => {
    appendWhole(join(folder(), 'events'), 'one\n');
    appendWhole(join(folder(), 'events'), 'two\n');
    expect(readFileSync(join(folder(), 'events'), 'utf8')).to.equal('one\ntwo\n');
    expect(modeOf(join(folder(), 'events'))).to.equal('600');
  });

  it('is there whole or not at all: what a full disk took of it is cut off again', () => {
    const file = join(folder(), 'events');
    appendWhole(file, 'one\n');
    const full = fullDisk(folder());
    try {
      expect(() => appendWhole(file, 'two and more\n')).to.throw('ENOSPC');
    } finally {
      full.end();
    }
    expect(readFileSync(file, 'utf8')).to.equal('one\n');
  });
});

describe('a folder of the emulators', () => {
  const folder = useTemporaryFolder();

  it('has only files of its own in it, and what bears the name of one is set aside and named', () => {
    const named: string[] = [];
    using _listener = listenForDamage(folder(), ({ what, reason }) => named.push(`${what}: ${reason}`));
    for (const name of ['a.json', '.DS_Store', 'Thumbs.db', 'a.json~', 'b.json.1.tmp'])
      writeFileSync(join(folder(), name), '');
    for (const name of ['alarms', 'b.json', 'lost+found']) mkdirSync(join(folder(), name));
    symlinkSync('c.json', join(folder(), 'c.json'));
    symlinkSync('nowhere', join(folder(), 'd.jsonl'));
    symlinkSync('a.json', join(folder(), 'e.json'));
    execFileSync('mkfifo', [join(folder(), 'f.json')]);
    expect(wholeFiles(folder())).to.have.members(['a.json', 'e.json']);
    expect(wholeFolders(folder())).to.have.members(['alarms', 'damaged']);
    expect(named.sort()).to.deep.equal(
      ['b.json', 'c.json', 'd.jsonl', 'f.json'].map((name) => `what should be the file ${name}: it is no file`),
    );
  });

  it('is made for its owner only, with the missing ones above it', () => {
    makePrivateFolder(join(folder(), 'iam', 'sessions'));
    expect([join(folder(), 'iam'), join(folder(), 'iam', 'sessions')].map(modeOf)).to.deep.equal(['700', '700']);
  });

  it('is closed to others where an earlier version left it open', () => {
    mkdirSync(join(folder(), 'iam'), { mode: 0o755 });
    makePrivateFolder(join(folder(), 'iam'));
    expect(modeOf(join(folder(), 'iam'))).to.equal('700');
  });
});
