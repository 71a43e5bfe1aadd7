import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { appendWhole, makePrivateFolder } from '../../../../../emulators/core/storage/private-files.ts';
import { writeWhole } from '../../../../../emulators/core/storage/whole-file.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('files that are their user’s alone', () => {
  const folder = useTemporaryFolder();

  it('are in folders that nobody else may look into, also those above', () => {
    makePrivateFolder(join(folder(), 'a', 'b'));
    expect([modeOf(join(folder(), 'a')), modeOf(join(folder(), 'a', 'b'))]).to.deep.equal([0o700, 0o700]);
  });

  for (const mode of [0o701, 0o704, 0o710, 0o770, 0o755]) {
    it(`closes a folder of mode ${mode.toString(8)} to others`, () => {
      const path = join(folder(), 'open');
      mkdirSync(path);
      chmodSync(path, mode);
      makePrivateFolder(path);
      expect(modeOf(path)).to.equal(0o700);
    });
  }

  it('leaves a folder as it is that is closed more than that', () => {
    const path = join(folder(), 'closed');
    mkdirSync(path);
    chmodSync(path, 0o500);
    makePrivateFolder(path);
    expect(modeOf(path)).to.equal(0o500);
    chmodSync(path, 0o700);
  });

  it('are made so, whether they are written or appended to', () => {
    const [appended, written] = [join(folder(), 'log'), join(folder(), 'record')];
    appendWhole(appended, 'one\n');
    appendWhole(appended, 'two\n');
    writeWhole(written, 'whole');
    expect([modeOf(appended), modeOf(written)]).to.deep.equal([0o600, 0o600]);
    expect(readFileSync(appended, 'utf8')).to.equal('one\ntwo\n');
    writeFileSync(written, 'more');
    writeWhole(written, 'whole');
    expect(readFileSync(written, 'utf8')).to.equal('whole');
  });
});
