import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { localStackImage } from '../../../../localstack/clouds/localstack/localstack-image.ts';
import {
  baseOf,
  EMBEDDED_CLOUD,
  IMAGES,
  LOCALSTACK_WITH_SAGEMAKER,
  onBase,
  reference,
} from '../../../../scripts/images/image-table.ts';

const PAGE = readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'localstack.md'), 'utf8');

describe('the images', () => {
  it('have the tag of the LocalStack that they are made of, and of the emulators’ package', async () => {
    const base = await localStackImage(undefined);
    expect(base).to.equal(baseOf(LOCALSTACK_WITH_SAGEMAKER.dockerfile));
    expect(base).to.equal(`localstack/localstack:${LOCALSTACK_WITH_SAGEMAKER.tag}`);
    expect(EMBEDDED_CLOUD.tag).to.match(/^\d+\.\d+\.\d+$/);
  });

  it('are named in docs/localstack.md', () => {
    for (const image of IMAGES) expect(PAGE).to.contain(`\`${reference(image)}\``);
  });

  it('are built on a mirror’s image if one is named', () => {
    const moved = onBase('# FROM here\nFROM a:1\nCOPY b c\n', 'mirror.test:5000/a:1');
    expect(moved).to.equal('# FROM here\nFROM mirror.test:5000/a:1\nCOPY b c\n');
  });

  it('are built on something', () => {
    expect(() => baseOf('COPY a b\n')).to.throw('a Dockerfile has no FROM line');
  });
});
