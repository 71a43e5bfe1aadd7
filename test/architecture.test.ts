import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';

const ROOT = join(import.meta.dirname, '..');
const SOURCE_FOLDERS = ['functions', 'infra', 'localstack', 'emulators', 'preview'];
const MAX_LINES = 250;
const IMPORT =
  /^\s*(?:import|export)\s[^'"]*from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|^import\s+['"]([^'"]+)['"]/gm;

interface SourceFile {
  /** Path below the project, such as `infra/config.ts`. */
  readonly path: string;
  readonly text: string;
  /** Project files that it imports, as paths below the project. */
  readonly imports: readonly string[];
}

function sourceFiles(): readonly SourceFile[] {
  const paths = SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  return [...paths, 'index.ts'].filter((path) => path.endsWith('.ts')).map(sourceFile);
}

function sourceFile(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const specifiers = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  const imports = specifiers
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(ROOT, join(ROOT, path, '..', specifier)));
  return { path, text, imports };
}

const FILES = sourceFiles();

/** Imports that break a rule, as `from -> to`. */
function forbidden(from: (path: string) => boolean, to: (path: string, from: string) => boolean): string[] {
  return FILES.filter(({ path }) => from(path)).flatMap(({ path, imports }) =>
    imports.filter((target) => to(target, path)).map((target) => `${path} -> ${target}`),
  );
}

const within = (folder: string) => (path: string) => path.startsWith(`${folder}/`);
const serviceOf = (path: string) => /^emulators\/(?!core\/|cloud\/|image-classification\/)([^/]+)\//.exec(path)?.[1];

describe('the architecture', () => {
  it('reads the files it speaks of', () => {
    expect(FILES.length).to.be.greaterThan(100);
    expect(FILES.flatMap(({ imports }) => imports).length).to.be.greaterThan(300);
  });

  it('keeps functions free of everything else, since they run alone in Lambda', () => {
    expect(forbidden(within('functions'), (target) => !within('functions')(target))).to.deep.equal([]);
  });

  it('keeps infra free of everything else, since it must not know where it is deployed', () => {
    expect(forbidden(within('infra'), (target) => !within('infra')(target))).to.deep.equal([]);
    expect(
      forbidden(
        (path) => path === 'index.ts',
        (target) => !within('infra')(target),
      ),
    ).to.deep.equal([]);
  });

  it('lets the deployer see endpoints and never emulators', () => {
    const shared = ['emulators/core/aws-clients.ts', 'emulators/core/user-error.ts'];
    const allowed = (target: string) => within('localstack/deploy')(target) || shared.includes(target);
    expect(forbidden(within('localstack/deploy'), (target) => !allowed(target))).to.deep.equal([]);
  });

  it('lets the preview read configuration and format lines as the rehearsal does, and know nothing else of it', () => {
    const shared = [
      'localstack/deploy/stack-config.ts',
      'emulators/core/user-error.ts',
      'localstack/cli/views/format.ts',
    ];
    const allowed = (target: string) => within('preview')(target) || shared.includes(target);
    expect(forbidden(within('preview'), (target) => !allowed(target))).to.deep.equal([]);
    expect(
      forbidden(
        (path) => !within('preview')(path),
        (target) => within('preview')(target),
      ),
    ).to.deep.equal([]);
  });

  it('keeps the training free of everything of ours, since it stands in for a container', () => {
    const training = within('emulators/image-classification');
    expect(forbidden(training, (target) => !training(target))).to.deep.equal([]);
  });

  it('keeps the proxy for addresses of AWS free of everything of ours, since it stands in front of any endpoint', () => {
    const proxy = within('localstack/clouds/aws-proxy');
    expect(forbidden(proxy, (target) => !proxy(target))).to.deep.equal([]);
  });

  it('lets an emulated service import only its own folder and shared leaf files, so that each can be replaced', () => {
    const allowed = (target: string, from: string) =>
      serviceOf(target) === serviceOf(from) ||
      within('emulators/core')(target) ||
      (serviceOf(from) === 'sagemaker' && target === 'emulators/image-classification/protocol.ts') ||
      // STS hands out what IAM's roles allow: they are one store behind two signing names.
      (serviceOf(from) === 'iam' && serviceOf(target) === 'sts') ||
      (serviceOf(from) === 'sts' && serviceOf(target) === 'iam');
    const isService = (path: string) => serviceOf(path) !== undefined;
    expect(forbidden(isService, (target, from) => !allowed(target, from))).to.deep.equal([]);
  });

  it('keeps shared leaf files free of services', () => {
    const isLeaf = within('emulators/core');
    expect(forbidden(isLeaf, (target) => !isLeaf(target))).to.deep.equal([]);
  });

  it('keeps the emulators free of this workflow, since others use them without it', () => {
    expect(forbidden(within('emulators'), (target) => !within('emulators')(target))).to.deep.equal([]);
  });

  it('keeps the reader of .lst files free of their writer: a shared bug would hide', () => {
    expect(forbidden(within('emulators/image-classification'), within('functions'))).to.deep.equal([]);
    expect(forbidden(within('functions'), within('localstack'))).to.deep.equal([]);
  });

  it('never lets the program or the function know where they run', () => {
    const telltale = /\b(local|localhost|localstack|endpoint|emulat\w*|process\.env)\b/i;
    const programFiles = FILES.filter(({ path }) => /^(infra|functions)\//.test(path) || path === 'index.ts');
    const mentions = programFiles
      .filter(({ path }) => !path.endsWith('/handler.ts'))
      .flatMap(({ path, text }) => text.split('\n').map((line, index) => ({ line, place: `${path}:${index + 1}` })))
      // SNS's own word for the address of a subscriber.
      .filter(({ line }) => telltale.test(line.replace('endpoint: args.email', '')))
      .map(({ line, place }) => `${place}: ${line.trim()}`);
    expect(mentions).to.deep.equal([]);
  });

  it(`has no file over ${MAX_LINES} lines`, () => {
    const long = FILES.filter(({ text }) => text.split('\n').length - 1 > MAX_LINES).map(({ path }) => path);
    expect(long).to.deep.equal([]);
  });

  it('has no file without an idea of its own in its name', () => {
    const vague = /(^|\/)(utils?|helpers?|misc|common|.*-(new|v2|legacy))\.ts$/;
    expect(FILES.filter(({ path }) => vague.test(path)).map(({ path }) => path)).to.deep.equal([]);
  });
});
