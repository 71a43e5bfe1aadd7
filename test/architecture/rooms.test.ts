import { basename, dirname } from 'node:path';
import { expect } from 'chai';
import { FILES, isTest, within } from './source-files.ts';

const MAX_FILES = 20;

/** Names that say which of a folder's files runs: every folder that is a program, or a function, may have one. */
const ENTRY_NAMES = ['cli.ts', 'handler.ts', 'index.ts'];

function grouped(key: (path: string) => string, paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) groups.set(key(path), [...(groups.get(key(path)) ?? []), path]);
  return groups;
}

describe('rooms', () => {
  it(`have at most ${MAX_FILES} files beside each other`, () => {
    const folders = grouped(
      dirname,
      FILES.map(({ path }) => path),
    );
    const full = [...folders].filter(([, files]) => files.length > MAX_FILES).map(([folder]) => folder);
    expect(full).to.deep.equal([]);
  });

  it('give no two files of the product one name', () => {
    const product = FILES.map(({ path }) => path).filter((path) => !isTest(path));
    const twice = [...grouped((path) => basename(path), product)].filter(([, files]) => files.length > 1);
    expect(twice.filter(([name]) => !ENTRY_NAMES.includes(name)).map(([, files]) => files)).to.deep.equal([]);
  });

  it('name an idea in every file', () => {
    const vague = /(^|\/)(utils?|helpers?|misc|common|.*-(new|v2|legacy))\.ts$/;
    expect(FILES.filter(({ path }) => vague.test(path)).map(({ path }) => path)).to.deep.equal([]);
  });

  it('of the program and the function never know where they run', () => {
    const telltale = /\b(local|localhost|localstack|endpoint|emulat\w*|process\.env)\b/i;
    const mentions = FILES.filter(({ path }) => within('infra', 'functions', 'index.ts')(path))
      .filter(({ path }) => !path.endsWith('/handler.ts'))
      .flatMap(({ path, text }) => text.split('\n').map((line, index) => ({ line, place: `${path}:${index + 1}` })))
      // SNS's own word for the address of a subscriber.
      .filter(({ line }) => telltale.test(line.replace('endpoint: alertEmail', '')))
      .map(({ line, place }) => `${place}: ${line.trim()}`);
    expect(mentions).to.deep.equal([]);
  });
});
