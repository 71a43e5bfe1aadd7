import { isBuiltin } from 'node:module';
import { type Package, VERSIONS } from './packages.ts';

/** The first with module.registerHooks; the project itself brings its own Node along. */
const ENGINES = { node: '>=22.15' };

/** The package.json that is packed: for JavaScript, and with the dependencies that its code has. */
export function stagedManifest({ manifest, name, folder }: Package, used: ReadonlySet<string>): object {
  const { exports = {}, bin = {}, dependencies, peerDependencies = {}, ...others } = manifest;
  const entries = Object.entries(exports).map(([path, file]) => [path, conditions(file.replace(/\.ts$/, ''))]);
  const scripts = Object.entries(bin).map(([command, file]) => [command, packed(file.replace(/\.ts$/, '.js'))]);
  return {
    ...others,
    engines: ENGINES,
    exports: {
      ...Object.fromEntries(entries),
      // For the package beside it, of the same version; it may change with any.
      './internal/*.js': conditions('./*'),
      './package.json': './package.json',
    },
    ...(scripts.length === 0 ? {} : { bin: Object.fromEntries(scripts) }),
    files: ['dist'],
    dependencies: {
      ...dependencies,
      ...packagesOf(used, [name, ...Object.keys({ ...dependencies, ...peerDependencies })]),
    },
    ...(Object.keys(peerDependencies).length === 0 ? {} : { peerDependencies }),
    ...repository(folder),
    publishConfig: { access: 'public', provenance: true },
  };
}

/** What npm compares with the run that publishes; a build elsewhere does not know where the project is kept. */
function repository(directory: string): object {
  const name = process.env['GITHUB_REPOSITORY'];
  return name === undefined
    ? {}
    : { repository: { type: 'git', url: `git+https://github.com/${name}.git`, directory } };
}

function conditions(file: string): object {
  return { types: packed(`${file}.d.ts`), default: packed(`${file}.js`) };
}

function packed(file: string): string {
  return file.replace(/^\.\//, './dist/');
}

/** npm packages among the specifiers, in the versions that the project was tested with. */
function packagesOf(specifiers: ReadonlySet<string>, known: readonly string[]): Record<string, string> {
  const names = [...specifiers]
    .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
    .map((specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'))
    .filter((name) => !known.includes(name));
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, versionOf(name)]));
}

function versionOf(name: string): string {
  const version = VERSIONS[name];
  if (version === undefined)
    throw new Error(`a package imports ${name}, which is not among the project's dependencies`);
  return version;
}
