import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

interface LockedPackage {
  /** Where it was fetched from; of the project's own packages the folder. */
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const PACKAGES: Readonly<Record<string, LockedPackage>> = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8'),
).packages;

/** Where Node would find `name` from the package at `from`: its own node_modules first, then those above. */
function isLocked(name: string, from: string): boolean {
  if (Object.hasOwn(PACKAGES, `${from === '' ? '' : `${from}/`}node_modules/${name}`)) return true;
  return from !== '' && isLocked(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
}

describe('the lock file', () => {
  it('has every optional package of every system: npm ci refuses a lock that lacks one', () => {
    const missing = Object.entries(PACKAGES).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(name, path))
        .map((name) => `${path} -> ${name}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it('names no registry, since everybody has an own one', () => {
    const fetched = Object.values(PACKAGES).filter(({ link }) => link !== true);
    expect(fetched).to.have.length.above(100);
    expect(fetched.flatMap(({ resolved = [] }) => resolved)).to.deep.equal([]);
  });
});
