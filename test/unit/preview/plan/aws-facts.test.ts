import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { AWS_FACTS } from '../../../../preview/plan/aws-facts.ts';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('@pulumi/aws/package.json'));

/** Inputs of a type, such as `aws:s3/bucket:Bucket`, in the declarations of the installed @pulumi/aws. */
function inputsOf(type: string): readonly string[] {
  const [, path = '', name] = type.split(':');
  const text = readFileSync(join(PACKAGE, `${path}.d.ts`), 'utf8');
  const start = text.indexOf(`export interface ${name}Args {`);
  const args = text.slice(start, text.indexOf('\n}', start));
  return [...args.matchAll(/^ {4}(\w+)\??: /gm)].map(([, input = '']) => input);
}

describe('what is known of the AWS provider', () => {
  for (const [type, replacing] of Object.entries(AWS_FACTS.replacing)) {
    it(`names inputs that ${type} has`, () => {
      expect(inputsOf(type)).to.include.members([...replacing]);
      const name = AWS_FACTS.naming[type];
      if (name !== undefined) expect(replacing).to.include(name);
    });
  }

  // Schema of https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/permission.go: it has no update.
  it('knows that nothing of a permission can be changed in place', () => {
    const inputs = inputsOf('aws:lambda/permission:Permission').filter((input) => input !== 'region');
    expect([...(AWS_FACTS.replacing['aws:lambda/permission:Permission'] ?? [])].sort()).to.deep.equal(inputs.sort());
  });
});
