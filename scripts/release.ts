import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import type { ParsedOptions } from '../emulators/core/command-line/parsed-options.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { PACKAGES } from './packages/packages.ts';
import {
  nextVersion,
  type ReleaseKind,
  releasedChangelog,
  releasedManifest,
  releasedPage,
} from './packages/release-texts.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..');
const CHANGELOG = 'CHANGELOG.md';
/** What needs the packages, and pages that name their images. */
const USERS = ['examples/test-with-mocha/package.json', 'examples/test-with-vitest/package.json'];
const PAGES = ['docs/localstack.md'];
const MANIFESTS = ['package.json', ...PACKAGES.map(({ folder }) => `${folder}/package.json`)];

/** The texts of a release by path, all of them worked out before any is written. */
export async function releasedFiles(folder: string, kind: ReleaseKind, date: string) {
  const read = async (path: string) => [path, await readFile(join(folder, path), 'utf8')] as const;
  const manifests = await Promise.all(MANIFESTS.map(read));
  const version = nextVersion(new Map(manifests), kind);
  const names = PACKAGES.map(({ name }) => name);
  const files = new Map(manifests.map(([path, text]) => [path, releasedManifest(text, version, names, true)]));
  for (const [path, text] of await Promise.all(USERS.map(read))) {
    files.set(path, releasedManifest(text, version, names, false));
  }
  for (const [path, text] of await Promise.all(PAGES.map(read))) files.set(path, releasedPage(text, version, names));
  const [, changelog] = await read(CHANGELOG);
  return { version, files: files.set(CHANGELOG, releasedChangelog(changelog, version, date)) };
}

const TABLE = {
  command: 'npm run release --',
  summary: [
    'Gives the repository and its packages their next version: package.json of each, what they need of each other, the',
    'lock file, and the changelog, whose unreleased changes become that version. Commits and tags nothing.',
  ],
  operands: 'KIND',
  options: {},
  notes: ['KIND: patch, minor or major; before 1.0.0, minor for a change that users must act on'],
} as const satisfies CommandTable;

function kindOf(options: ParsedOptions<typeof TABLE.options>): ReleaseKind {
  const [kind, ...more] = options.operands;
  if ((kind === 'patch' || kind === 'minor' || kind === 'major') && more.length === 0) return kind;
  throw options.error(`KIND is patch, minor or major, not "${options.operands.join(' ')}"`);
}

if (import.meta.main) {
  await runCommand(TABLE, async (options) => {
    const date = new Date().toISOString().slice(0, 10);
    const { version, files } = await releasedFiles(PROJECT_FOLDER, kindOf(options), date);
    for (const [path, text] of files) await writeFile(join(PROJECT_FOLDER, path), text);
    await promisify(execFile)('npm', ['install', '--package-lock-only', '--ignore-scripts'], { cwd: PROJECT_FOLDER });
    process.stdout.write(`${version}: commit this, then tag it v${version} (CONTRIBUTING.md, "A release")\n`);
    return 0;
  });
}
