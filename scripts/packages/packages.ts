import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');

/** A package.json, as far as it is read here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A folder of the project that is a package of its own. */
export interface Package {
  readonly name: string;
  /** Of the project. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Its page, packed as README.md. */
  readonly page: string;
}

export const PACKAGES: readonly Package[] = [
  { folder: 'emulators', page: 'docs/packages/emulators.md' },
  { folder: 'localstack', page: 'docs/packages/rehearsal.md' },
].map(({ folder, page }) => {
  const manifest = readManifest(join(PROJECT_FOLDER, folder, 'package.json'));
  return { name: manifest.name, folder, page, manifest };
});

/** Versions of what the project uses, which are those that the packages were tested with. */
export const VERSIONS = readManifest(join(PROJECT_FOLDER, 'package.json')).dependencies ?? {};

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8'));
}
