import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..', '..');
const PARTS = [
  'Pulumi.yaml',
  'Pulumi.dev.yaml',
  'Pulumi.prod.yaml',
  'package.json',
  'program.js',
  'index.ts',
  'infra',
  'functions',
];

/** What CLI 3.230 notes of every project that it makes of a template; it is under `config:`. */
const NOTED_TAGS = `  pulumi:tags:
    value:
      pulumi:template: https://github.com/example/sagemaker-retraining-workflow
`;

/**
 * Makes in `folder` what `pulumi new <this repository> --generate-only --name NAME` does, as recorded with CLI 3.230: the
 * project has the new name, the section `template` is gone, the tags of the template are noted at the end of `config`.
 */
export function generateProject(folder: string, name: string): void {
  for (const part of PARTS) cpSync(join(PROJECT_FOLDER, part), join(folder, part), { recursive: true });
  symlinkSync(join(PROJECT_FOLDER, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const text = readFileSync(join(PROJECT_FOLDER, 'Pulumi.yaml'), 'utf8');
  const generated = text.replace(/^name: .*$/m, `name: ${name}`).replace(/^template:\n(?: .*\n)*/m, '');
  if (!/^config:\n(?: .*\n)*$/m.test(generated)) throw new Error('config is not the last section of Pulumi.yaml');
  writeFileSync(join(folder, 'Pulumi.yaml'), generated + NOTED_TAGS);
}
