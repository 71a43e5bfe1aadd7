import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import devContainer from '../.devcontainer/devcontainer.json' with { type: 'json' };
import project from '../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '..');
const MAX_ROOT_FILES = 20;
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Update {
  readonly 'package-ecosystem': string;
  readonly directory?: string;
  readonly directories?: readonly string[];
}

/** The file by which Dependabot knows that a folder is of an ecosystem. */
const MANIFESTS: Readonly<Record<string, string>> = {
  npm: 'package.json',
  'github-actions': '.github/workflows',
  docker: 'Dockerfile',
  'docker-compose': 'docker-compose.yml',
  pip: 'requirements.txt',
};

interface IssueForm {
  readonly name: string;
  readonly description: string;
  readonly body: readonly {
    readonly type: string;
    readonly id: string;
    readonly attributes: { readonly label: string };
  }[];
}

describe('the files around the code', () => {
  it(`are at most ${MAX_ROOT_FILES} in the project's folder`, () => {
    const notOurs = ['.git', ...text('.gitignore').split('\n')];
    const files = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isFile());
    const ours = files.map(({ name }) => name).filter((name) => !notOurs.includes(name));
    expect(ours).to.have.length.at.most(MAX_ROOT_FILES);
  });

  it('name one major version of Node', () => {
    const major = project.dependencies.node.split('.')[0];
    expect(text('.nvmrc').trim()).to.equal(major);
    expect(devContainer.image).to.contain(`:${major}-`);
  });

  it('point Dependabot at folders that have what it looks for', () => {
    const { updates }: { updates: readonly Update[] } = parse(text('.github/dependabot.yml'));
    expect(updates.map((update) => update['package-ecosystem'])).to.have.members(Object.keys(MANIFESTS));
    const places = updates.flatMap(({ directory, directories = [], 'package-ecosystem': kind }) =>
      [...directories, ...(directory === undefined ? [] : [directory])].map((folder) =>
        join(folder, MANIFESTS[kind] ?? ''),
      ),
    );
    expect(places.filter((place) => !existsSync(join(ROOT, place)))).to.deep.equal([]);
  });

  it('ask for the result as JSON in each issue form', () => {
    const folder = '.github/ISSUE_TEMPLATE';
    const forms = readdirSync(join(ROOT, folder)).filter((name) => name !== 'config.yml');
    expect(forms).to.have.length.at.least(2);
    for (const name of forms) {
      const form: IssueForm = parse(text(join(folder, name)));
      expect(form.name, name).to.be.a('string');
      expect(new Set(form.body.map(({ id }) => id)).size, name).to.equal(form.body.length);
      for (const { type, attributes } of form.body) {
        expect(['textarea', 'input', 'dropdown', 'checkboxes', 'markdown'], name).to.include(type);
        expect(attributes.label, name).to.be.a('string');
      }
      expect(text(join(folder, name)), name).to.contain('npm start -- --json');
    }
  });

  it('have a hook for commits that can be run', () => {
    expect(project.scripts.hooks).to.equal('git config core.hooksPath scripts/hooks');
    accessSync(join(ROOT, 'scripts', 'hooks', 'pre-commit'), constants.X_OK);
  });

  it('give a reason for each dependency', () => {
    const [, table = ''] = text('CONTRIBUTING.md').split('## Dependencies');
    const names = Object.keys({ ...project.dependencies, ...project.devDependencies });
    const named = (name: string) => /^@types\/|^@aws-sdk\/client-/.test(name) || table.includes(`\`${name}\``);
    expect(names.filter((name) => !named(name))).to.deep.equal([]);
  });
});
