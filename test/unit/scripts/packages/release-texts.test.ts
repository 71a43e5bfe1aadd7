import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  nextVersion,
  releasedChangelog,
  releasedManifest,
  releasedPage,
} from '../../../../scripts/packages/release-texts.ts';
import { releasedFiles } from '../../../../scripts/release.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..', '..', '..');
const at = (...versions: readonly string[]) =>
  new Map(versions.map((version, index) => [`${index}/package.json`, JSON.stringify({ version })]));

describe('the next version', () => {
  const CASES = [
    ['0.1.9', 'patch', '0.1.10'],
    ['0.1.9', 'minor', '0.2.0'],
    ['0.1.9', 'major', '1.0.0'],
    ['1.2.3', 'minor', '1.3.0'],
  ] as const;
  for (const [version, kind, next] of CASES) {
    it(`after ${version} is ${next} for a ${kind} release`, () => {
      expect(nextVersion(at(version, version), kind)).to.equal(next);
    });
  }

  it('is refused where packages disagree, with each version', () => {
    expect(() => nextVersion(at('0.1.0', '0.2.0'), 'patch')).to.throw(
      'the packages have different versions (0/package.json 0.1.0, 1/package.json 0.2.0): give them one, then release',
    );
  });

  it('does not follow a version that is not three numbers', () => {
    expect(() => nextVersion(at('0.1.0-beta.1'), 'patch')).to.throw('the version 0.1.0-beta.1 is not three numbers');
  });
});

describe('a released package.json', () => {
  const manifest = (version: string, needed: string) => ({
    name: 'b',
    version,
    bin: { a: './a.ts' },
    dependencies: { a: needed, c: '0.1.0' },
    devDependencies: { a: needed },
  });
  const text = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;

  it('has the version, also for what it needs of the other packages, and is else as it was', () => {
    expect(releasedManifest(text(manifest('0.1.0', '0.1.0')), '0.2.0', ['a', 'b'], true)).to.equal(
      text(manifest('0.2.0', '0.2.0')),
    );
  });

  it('keeps its own version where it is only a user of the packages', () => {
    expect(releasedManifest(text(manifest('7.0.0', '0.1.0')), '0.2.0', ['a'], false)).to.equal(
      text(manifest('7.0.0', '0.2.0')),
    );
  });
});

describe('a released page', () => {
  it('names the images of the version, each of them', () => {
    expect(releasedPage('run a:0.1.0 or `a:0.1.0`, not b:0.1.0', '0.2.0', ['a'])).to.equal(
      'run a:0.2.0 or `a:0.2.0`, not b:0.1.0',
    );
  });
});

describe('a released changelog', () => {
  const older = '## [0.1.0] - 2026-01-01\n\n- old\n';

  it('gives the unreleased changes to the version and collects anew', () => {
    expect(releasedChangelog(`# Changelog\n\n## [Unreleased]\n\n- new\n\n${older}`, '0.2.0', '2026-02-03')).to.equal(
      `# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-02-03\n\n- new\n\n${older}`,
    );
  });

  it('is refused without a change, and without a place for changes', () => {
    expect(() => releasedChangelog(`## [Unreleased]\n\n${older}`, '0.2.0', '2026-02-03')).to.throw(
      'CHANGELOG.md names no unreleased change: there is nothing to release',
    );
    expect(() => releasedChangelog(older, '0.2.0', '2026-02-03')).to.throw('CHANGELOG.md has no heading');
  });
});

describe('a release of this repository', () => {
  it('gives all its packages one version, and what they need of each other', async () => {
    const { version, files } = await releasedFiles(PROJECT_FOLDER, 'major', '2026-02-03');
    expect([...files.keys()]).to.deep.equal([
      'package.json',
      'emulators/package.json',
      'localstack/package.json',
      'examples/test-with-mocha/package.json',
      'examples/test-with-vitest/package.json',
      'docs/localstack.md',
      'CHANGELOG.md',
    ]);
    const manifest = (path: string) => JSON.parse(files.get(path) ?? '');
    expect(manifest('package.json').version).to.equal(version);
    expect(manifest('emulators/package.json').version).to.equal(version);
    expect(manifest('localstack/package.json')).to.deep.include({ version });
    expect(manifest('localstack/package.json').dependencies).to.deep.equal({ 'sagemaker-workflow-emulators': version });
    // Each file is as it was but for the lines of a version.
    const unchanged = [...files]
      .filter(([path]) => path !== 'CHANGELOG.md')
      .flatMap(([path, text]) => {
        const before = readFileSync(join(PROJECT_FOLDER, path), 'utf8').split('\n');
        return text.split('\n').filter((line, index) => line !== before[index] && !line.includes(version));
      });
    expect(unchanged).to.deep.equal([]);
  });
});
