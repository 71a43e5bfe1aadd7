import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Damage, listenForDamage } from '../../../../emulators/core/storage/damage.ts';
import { LogStore } from '../../../../emulators/logs/log-store.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

describe('the store of logs', () => {
  const folder = useTemporaryFolder();
  const damages: Damage[] = [];
  let listening: Disposable | undefined;
  beforeEach(() => {
    damages.length = 0;
    listening = listenForDamage(folder(), (damage) => damages.push(damage));
  });
  afterEach(() => listening?.[Symbol.dispose]());

  const streamFolders = () => readdirSync(join(folder(), 'streams')).filter((name) => name !== 'damaged');
  const recordsOf = (path: string) => readdirSync(path).filter((name) => name.endsWith('.json'));
  /** Groups `a` and `b` of one stream `s` with one event each. */
  const filled = () => {
    const store = new LogStore(folder());
    for (const name of ['b', 'a']) {
      store.add(name, { of: name });
      store.required(name).addStream('s');
      store
        .required(name)
        .requiredStream('s')
        .events.append([{ timestampMs: 1, message: `of ${name}` }], 1);
    }
    return store;
  };
  const eventsOf = (store: LogStore, group: string, stream = 's') =>
    [...store.required(group).requiredStream(stream).events.forward(0)].map(({ message }) => message);

  it('has what it had, in order of name, when it is opened again', () => {
    filled();
    const store = new LogStore(folder());
    expect(store.groups.map(({ record }) => [record.name, record.tags])).to.deep.equal([
      ['a', { of: 'a' }],
      ['b', { of: 'b' }],
    ]);
    expect([eventsOf(store, 'a'), eventsOf(store, 'b')]).to.deep.equal([['of a'], ['of b']]);
    expect(damages).to.deep.equal([]);
  });

  it('removes folders that a broken-off creation or deletion has left', () => {
    filled();
    mkdirSync(join(folder(), 'streams', 'left-over', 'deep'), { recursive: true });
    new LogStore(folder());
    expect(streamFolders()).to.have.length(2);
  });

  it('keeps all folders once a group is damaged, for its streams have lost their name only', () => {
    filled();
    const groups = join(folder(), 'groups');
    writeFileSync(join(groups, recordsOf(groups)[0] ?? ''), '{}');
    for (const opened of [1, 2]) {
      expect(new LogStore(folder()).groups, String(opened)).to.have.length(1);
      expect(streamFolders()).to.have.length(2);
    }
    expect(damages.map(({ what, reason }) => `${what.split(' "')[0]}: ${reason}`)).to.deep.equal([
      'log group: its JSON is not such a record',
    ]);
  });

  it('leaves no file of a group or a stream that is deleted', () => {
    const store = filled();
    store.required('a').deleteStream('s');
    const { folderName } = store.required('a').record;
    expect(readdirSync(join(folder(), 'streams', folderName))).to.deep.equal([]);
    store.delete(store.required('a'));
    expect(streamFolders()).to.deep.equal([store.required('b').record.folderName]);
    expect(recordsOf(join(folder(), 'groups'))).to.have.length(1);
    expect(store.find('a')).to.equal(undefined);
    expect(store.groups.map(({ record }) => record.name)).to.deep.equal(['b']);
  });

  it('deletes streams and groups that never had an event', () => {
    const store = new LogStore(folder());
    store.add('g', {});
    store.required('g').addStream('s');
    store.required('g').deleteStream('s');
    store.delete(store.required('g'));
    expect([store.groups, streamFolders()]).to.deep.equal([[], []]);
  });

  it('deletes a group also when somebody else has removed its folder', () => {
    const store = filled();
    store.required('a').removeFolder();
    store.delete(store.required('a'));
    expect(store.groups).to.have.length(1);
  });

  it('leaves no folder of a group that the disk does not take', () => {
    const store = filled();
    const groups = join(folder(), 'groups');
    // A folder where the record would be: it cannot be replaced by a file.
    const before = recordsOf(groups);
    store.add('c', {});
    const file = recordsOf(groups).find((name) => !before.includes(name)) ?? '';
    store.delete(store.required('c'));
    mkdirSync(join(groups, file));
    expect(() => store.add('c', {})).to.throw(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(store.find('c')).to.equal(undefined);
    expect(streamFolders()).to.have.length(2);
  });

  it('sets the events of a damaged stream aside, so that no other takes them over', () => {
    const store = filled();
    const { folderName } = store.required('a').record;
    const streams = join(folder(), 'streams', folderName);
    store.required('a').addStream('whole');
    store
      .required('a')
      .requiredStream('whole')
      .events.append([{ timestampMs: 1, message: 'kept' }], 1);
    const file = store
      .required('a')
      .requiredStream('s')
      .eventsPath.replace(/\.jsonl$/, '.json');
    writeFileSync(file, '{"name":"s"}');
    const again = new LogStore(folder());
    expect(again.required('a').streams.map(({ name }) => name)).to.deep.equal(['whole']);
    expect(eventsOf(again, 'a', 'whole')).to.deep.equal(['kept']);
    again.required('a').addStream('s');
    expect(eventsOf(again, 'a')).to.deep.equal([]);
    expect(readdirSync(streams).filter((name) => name.endsWith('.jsonl'))).to.have.length(1);
    expect(damages.map(({ what, reason }) => [what.replace(/ "[0-9a-f]{64}"$/, ''), reason])).to.deep.equal([
      ['log stream', 'its JSON is not such a record'],
      ['events of a stream of log group a', 'its stream is damaged'],
    ]);
  });

  it('knows groups and streams that differ in letter case only', () => {
    const store = new LogStore(folder());
    for (const name of ['Name', 'name']) {
      store.add(name, {});
      for (const stream of ['S', 's']) store.required(name).addStream(stream);
    }
    const again = new LogStore(folder());
    expect(again.groups.map(({ record, streams }) => [record.name, streams.map(({ name }) => name)])).to.deep.equal([
      ['Name', ['S', 's']],
      ['name', ['S', 's']],
    ]);
  });
});
