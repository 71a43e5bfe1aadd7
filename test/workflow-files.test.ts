import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { commentMarker } from '../preview/render/markdown-text.ts';

const FOLDER = join(import.meta.dirname, '..', '.github', 'workflows');

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
  readonly needs?: string;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const text = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const workflow = (name: string): Workflow => parse(text(name));
const NAMES = readdirSync(FOLDER);

/** What actionlint cannot know of; it runs in CI beside this. */
describe('the GitHub Actions workflows', () => {
  it('are these', () => {
    expect(NAMES.sort()).to.deep.equal([
      'ci.yml',
      'deploy.yml',
      'fuzz.yml',
      'mutants.yml',
      'preview-comment.yml',
      'preview.yml',
      'release-images.yml',
      'release.yml',
    ]);
  });

  for (const name of NAMES) {
    it(`${name}: pins each action by commit, with its version beside it`, () => {
      const uses = text(name)
        .split('\n')
        .filter((line) => /\buses:/.test(line));
      expect(uses.length).to.be.greaterThan(0);
      for (const line of uses) expect(line).to.match(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`${name}: says what it may do, and leaves no token behind in the checkout`, () => {
      const { permissions, jobs } = workflow(name);
      expect(permissions).to.satisfy(
        (rights: object) => JSON.stringify(rights) === '{}' || JSON.stringify(rights) === '{"contents":"read"}',
      );
      for (const { steps } of Object.values(jobs)) {
        for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@') === true)) {
          expect(step.with?.['persist-credentials']).to.equal(false);
        }
      }
    });
  }

  it('run a fork’s code without rights and without secrets', () => {
    const { on, jobs } = workflow('preview.yml');
    expect(Object.keys(on)).to.deep.equal(['pull_request']);
    expect(text('preview.yml')).to.not.match(/secrets\.|id-token|github\.token|pull_request_target/);
    expect(Object.values(jobs).every((job) => job.permissions === undefined)).to.equal(true);
  });

  it('comment without checking out or running anything of the pull request', () => {
    const { jobs } = workflow('preview-comment.yml');
    expect(text('preview-comment.yml')).to.not.match(/actions\/checkout|npm |node /);
    expect(jobs['comment']?.permissions).to.deep.equal({ actions: 'read', 'pull-requests': 'write' });
    const marker = commentMarker('dev').replace('dev', '$stack');
    expect(text('preview-comment.yml')).to.contain(`marker="${marker}"`);
  });

  it('publish packages for a tag alone, from an environment that its owners may guard', () => {
    const { on, jobs } = workflow('release.yml');
    expect(on).to.deep.equal({ push: { tags: ['v[0-9]*'] } });
    expect(Object.values(jobs).map(({ environment }) => environment)).to.deep.equal(['npm']);
    const publishing = text('release.yml').match(/npm publish .*/g);
    expect(publishing).to.deep.equal([
      'npm publish ./dist/emulators --provenance --access public',
      'npm publish ./dist/localstack --provenance --access public',
    ]);
    const others = NAMES.filter((name) => name !== 'release.yml').filter((name) => text(name).includes('npm publish'));
    expect(others).to.deep.equal([]);
  });

  it('let only the repository’s own pull requests near the account', () => {
    const { jobs } = workflow('deploy.yml');
    expect(jobs['preview']?.if).to.contain('github.event.pull_request.head.repo.full_name == github.repository');
    const wanting = Object.entries(jobs).filter(([, job]) => job.permissions?.['id-token'] === 'write');
    expect(wanting.map(([name, { environment }]) => [name, environment])).to.deep.equal([
      ['preview', 'preview'],
      ['dev', 'dev'],
      ['prod', 'prod'],
    ]);
  });

  it('publish images for a tag only, and under one name when each kind of processor has them', () => {
    const { on, jobs } = workflow('release-images.yml');
    expect(on).to.deep.equal({ push: { tags: ['v[0-9]*'] } });
    expect(jobs['name']?.needs).to.equal('build');
    const wanting = Object.entries(jobs).filter(([, job]) => job.permissions?.['packages'] === 'write');
    expect(wanting.map(([name]) => name)).to.deep.equal(['build', 'name']);
  });

  it('never update a stack twice at a time, and never break an update off', () => {
    const { jobs } = workflow('deploy.yml');
    expect(jobs['preview']?.concurrency).to.deep.equal({
      group: `pulumi-preview-${'$'}{{ matrix.stack }}-${'$'}{{ github.event.pull_request.number }}`,
      'cancel-in-progress': true,
    });
    expect(jobs['dev']?.concurrency).to.deep.equal({ group: 'pulumi-dev' });
    expect(jobs['prod']?.concurrency).to.deep.equal({ group: 'pulumi-prod' });
    expect(jobs['prod']?.needs).to.equal('dev');
  });
});
