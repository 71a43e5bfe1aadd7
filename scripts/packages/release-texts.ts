import { UserError } from '../../emulators/core/user-error.ts';

/** A release that cannot be made from what the repository holds. */
class ReleaseError extends UserError {
  constructor(message: string) {
    super('ReleaseError', message);
  }
}

export type ReleaseKind = 'patch' | 'minor' | 'major';

const UNRELEASED = '## [Unreleased]';
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/** The version after that of the manifests, whose texts these are by path: all of them must agree on it. */
export function nextVersion(manifests: ReadonlyMap<string, string>, kind: ReleaseKind): string {
  const versions = [...manifests].map(([path, text]) => [path, String(JSON.parse(text).version)] as const);
  const [current = ''] = versions.map(([, version]) => version);
  if (versions.some(([, version]) => version !== current)) {
    const list = versions.map(([path, version]) => `${path} ${version}`).join(', ');
    throw new ReleaseError(`the packages have different versions (${list}): give them one, then release`);
  }
  const parts = VERSION.exec(current);
  if (parts === null) throw new ReleaseError(`the version ${current} is not three numbers: a release cannot follow it`);
  const [major = 0, minor = 0, patch = 0] = parts.slice(1).map(Number);
  if (kind === 'major') return `${major + 1}.0.0`;
  return kind === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** A package.json in which the project's packages are needed in that version; `own` gives it that version itself. */
export function releasedManifest(text: string, version: string, packages: readonly string[], own: boolean): string {
  const needs = (entries: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(entries).map(([name, at]) => [name, packages.includes(name) ? version : at]));
  const manifest = Object.entries<unknown>(JSON.parse(text)).map(([member, value]) => {
    if (member === 'version' && own) return [member, version];
    const isNeeds = /^(dev)?[dD]ependencies$/.test(member) && typeof value === 'object' && value !== null;
    return [member, isNeeds ? needs({ ...value }) : value];
  });
  return `${JSON.stringify(Object.fromEntries(manifest), undefined, 2)}\n`;
}

/** A page whose images have that version as their tag. */
export function releasedPage(page: string, version: string, packages: readonly string[]): string {
  return packages.reduce(
    (text, name) => text.replaceAll(new RegExp(`${name}:\\d+\\.\\d+\\.\\d+`, 'g'), `${name}:${version}`),
    page,
  );
}

/** The changelog whose unreleased changes are that version's; `date` is YYYY-MM-DD. Refused where there are none. */
export function releasedChangelog(changelog: string, version: string, date: string): string {
  const [before, after] = changelog.split(`${UNRELEASED}\n`);
  if (before === undefined || after === undefined) {
    throw new ReleaseError(`CHANGELOG.md has no heading "${UNRELEASED}", under which changes are collected`);
  }
  const changes = after.split(/^## /m)[0]?.trim() ?? '';
  if (changes === '') throw new ReleaseError('CHANGELOG.md names no unreleased change: there is nothing to release');
  return `${before}${UNRELEASED}\n\n## [${version}] - ${date}\n${after}`;
}
