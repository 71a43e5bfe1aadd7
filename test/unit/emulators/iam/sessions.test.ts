import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Damage, listenForDamage } from '../../../../emulators/core/storage/damage.ts';
import { RoleStore } from '../../../../emulators/iam/role-store.ts';
import { type RoleSession, SessionStore } from '../../../../emulators/iam/session-store.ts';
import { isTemporaryKeyOf, newAccessKeyId, newRoleId } from '../../../../emulators/iam/unique-id.ts';
import { useFrozenClock } from '../../../support/frozen-clock.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const NOW_MS = Date.parse('2026-03-04T05:06:07Z');
const ROLE = {
  roleName: 'reader',
  roleId: 'AROAEXAMPLE',
  path: '/',
  arn: 'arn:aws:iam::000000000000:role/reader',
  createDate: '2026-01-01T00:00:00Z',
  trustPolicy: '{}',
  description: 'reads',
  maxSessionDuration: 3600,
  tags: [{ key: 'team', value: 'cats' }],
  policies: { inline: '{}' },
};

function session(accessKeyId: string, expiresAtMs: number): RoleSession {
  const { roleName, roleId, arn: roleArn } = ROLE;
  return { accessKeyId, roleArn, roleName, roleId, sessionName: 'session', expiresAtMs };
}

describe('sessions of roles', () => {
  const folder = useTemporaryFolder();
  useFrozenClock(NOW_MS);

  it('are known up to the time at which they expire, and not at it', () => {
    const sessions = new SessionStore(folder());
    sessions.add(session('ASIAA', NOW_MS + 1));
    expect(sessions.find('ASIAA')).to.deep.equal(session('ASIAA', NOW_MS + 1));
    expect(sessions.find('ASIAB')).to.equal(undefined);
    Date.now = () => NOW_MS + 1;
    expect(sessions.find('ASIAA')).to.equal(undefined);
  });

  it('that have expired are removed at the start, and when another one is issued', () => {
    const sessions = new SessionStore(folder());
    for (const [key, seconds] of [
      ['ASIAA', 1],
      ['ASIAB', 2],
      ['ASIAC', 3],
      ['ASIAD', 4],
    ] as const)
      sessions.add(session(key, NOW_MS + seconds * 1000));
    const known = () => {
      Date.now = () => NOW_MS;
      return ['ASIAA', 'ASIAB', 'ASIAC', 'ASIAD'].filter((key) => again.find(key) !== undefined);
    };
    Date.now = () => NOW_MS + 2000;
    const again = new SessionStore(folder());
    expect(known()).to.deep.equal(['ASIAC', 'ASIAD']);
    Date.now = () => NOW_MS + 3000;
    again.add(session('ASIAE', NOW_MS + 9000));
    expect(known()).to.deep.equal(['ASIAD']);
  });
});

describe('ids of IAM', () => {
  it('name their kind, and are as long as AWS’s', () => {
    for (let count = 0; count < 50; count += 1) {
      expect(newRoleId()).to.match(/^AROA[A-Z2-7]{17}$/);
      expect(newAccessKeyId('123456789012')).to.match(/^ASIA[A-Z2-7]{16}$/);
    }
    expect(new Set(Array.from({ length: 50 }, newRoleId)).size).to.equal(50);
  });

  it('of other forms are no keys issued here', () => {
    const key = newAccessKeyId('123456789012');
    expect(isTemporaryKeyOf('123456789012', key)).to.equal(true);
    for (const wrong of [`x${key}`, `${key}A`, key.slice(1), key.toLowerCase(), `AKIA${key.slice(4)}`, ''])
      expect(isTemporaryKeyOf('123456789012', wrong), wrong).to.equal(false);
  });

  it('hold the account: 2^47 and 128 times its number are the first 48 of their 80 bits, in base 32', () => {
    expect(newAccessKeyId('123456789012').slice(0, 12)).to.equal('ASIARZPUZDIK');
  });
});

describe('what IAM keeps on disk', () => {
  const folder = useTemporaryFolder();

  /** What was lost of a store in which this is the only file. */
  function lost(file: string, content: object, open: (path: string) => void): readonly string[] {
    const found: Damage[] = [];
    using _ = listenForDamage(folder(), (damage) => found.push(damage));
    const path = join(folder(), `${Object.keys(content).length}-${file}-${Math.random()}`);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, `${file}.json`), JSON.stringify(content));
    open(path);
    return found.map(({ what, reason }) => `${what}: ${reason}`);
  }

  const kinds: readonly [
    noun: string,
    file: string,
    whole: object,
    optional: readonly string[],
    open: (path: string) => void,
  ][] = [
    ['IAM role', 'reader', ROLE, ['description'], (path) => void new RoleStore(path)],
    ['STS session', 'asiaa', session('asiaa', NOW_MS), [], (path) => void new SessionStore(path)],
  ];
  for (const [noun, file, whole, optional, open] of kinds) {
    it(`is a whole ${noun}: without one of its members, or with one of a wrong kind, it is set aside`, () => {
      expect(lost(file, { ...whole, later: 1 }, open)).to.deep.equal([]);
      const damage = [`${noun} "${file}": its JSON is not such a record`];
      for (const member of Object.keys(whole)) {
        expect(lost(file, { ...whole, [member]: undefined }, open), member).to.deep.equal(
          optional.includes(member) ? [] : damage,
        );
        for (const wrong of [null, [], [[]], true]) {
          if (member === 'tags' && Array.isArray(wrong) && wrong.length === 0) continue;
          expect(lost(file, { ...whole, [member]: wrong }, open), `${member} ${wrong}`).to.deep.equal(damage);
        }
      }
    });
  }

  it('is a role whose tags have a key and a value, and whose policies are texts', () => {
    const open = (path: string) => void new RoleStore(path);
    for (const wrong of [{ tags: [{ key: 'a' }] }, { tags: [{ value: 'a' }] }, { policies: { p: {} } }])
      expect(lost('reader', { ...ROLE, ...wrong }, open)).to.deep.equal([
        'IAM role "reader": its JSON is not such a record',
      ]);
  });
});
