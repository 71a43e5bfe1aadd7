import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LocalWorkspace, type Stack } from '@pulumi/pulumi/automation/index.js';
import { parse } from 'yaml';
import { programOutputs } from '../../localstack/deploy/outputs/program-outputs.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');

let loads = 0;

/** A copy of the project's configuration and a state of its own, on Pulumi's real engine; the program runs in this process. */
export class EngineProject implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'pulumi-engine-'));
  readonly #environment: Readonly<Record<string, string>>;

  #programFolder = PROJECT_FOLDER;
  #region = '';

  constructor() {
    this.take(PROJECT_FOLDER);
    writeFileSync(join(this.folder, 'program.js'), '');
    mkdirSync(join(this.folder, 'state'));
    const backend = `file://${join(this.folder, 'state')}`;
    this.#environment = { PULUMI_BACKEND_URL: backend, PULUMI_CONFIG_PASSPHRASE: '' };
  }

  /** From now on the program and the configuration are those of another folder, and the stand-in for AWS is in that region. */
  take(programFolder: string, region = 'us-east-1'): void {
    this.#programFolder = programFolder;
    this.#region = region;
    // The CLI rewrites stack files: the folder's own stay as they are.
    for (const file of ['Pulumi.yaml', 'Pulumi.dev.yaml', 'Pulumi.prod.yaml']) {
      cpSync(join(programFolder, file), join(this.folder, file));
    }
  }

  stack(stackName: string): Promise<Stack> {
    // Each run of the program is a new evaluation of its entry file.
    const program = async () => {
      const entry = pathToFileURL(join(this.#programFolder, 'index.ts'));
      return programOutputs(await import(`${entry.href}?load=${++loads}`));
    };
    return LocalWorkspace.createOrSelectStack(
      { stackName, projectName: this.#projectName(), program },
      { workDir: this.folder, envVars: { ...this.#environment, STAND_IN_REGION: this.#region } },
    );
  }

  #projectName(): string {
    return parse(readFileSync(join(this.folder, 'Pulumi.yaml'), 'utf8')).name;
  }

  /** The CLI as a person types it. */
  pulumi(...args: readonly string[]): Promise<{ readonly exitCode: number; readonly text: string }> {
    const options = { cwd: this.folder, env: { ...process.env, ...this.#environment } };
    return new Promise((resolve) => {
      execFile('pulumi', [...args, '--non-interactive', '--color', 'never'], options, (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), text: `${stdout}${stderr}` });
      });
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Resources of a stack as `type name`, sorted; neither providers nor the stack itself. */
export async function resourcesOf(stack: Stack): Promise<readonly string[]> {
  const { deployment } = await stack.exportStack();
  const resources: readonly { readonly urn: string; readonly type: string }[] = deployment.resources ?? [];
  return resources
    .filter(({ type }) => !type.startsWith('pulumi:'))
    .map(({ urn, type }) => `${type} ${urn.slice(urn.lastIndexOf('::') + 2)}`)
    .sort();
}
