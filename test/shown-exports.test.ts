import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const ROOT = join(import.meta.dirname, '..');
const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];

// The SDKs for JavaScript 3 and Java 2 read AWS_REGION alone, the AWS CLI and boto3 AWS_DEFAULT_REGION.
describe('exported variables that documents show', () => {
  it('name the region by both variables that SDKs read', () => {
    const lines = PAGES.filter((page) => page.endsWith('.md'))
      .flatMap((page) => readFileSync(join(ROOT, page), 'utf8').split('\n'))
      .filter((line) => /^export .*AWS_(?:DEFAULT_)?REGION=/.test(line) && line.includes('AWS_ENDPOINT_URL='));
    expect(lines.length).to.be.at.least(2);
    for (const line of lines) {
      const values = ['AWS_DEFAULT_REGION', 'AWS_REGION'].map((name) => new RegExp(` ${name}=(\\S+)`).exec(line)?.[1]);
      expect(values, line).to.deep.equal(['us-east-1', 'us-east-1']);
    }
  });
});
