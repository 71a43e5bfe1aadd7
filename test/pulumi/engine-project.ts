import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalWorkspace, type Stack } from '@pulumi/pulumi/automation/index.js';
import { programOutputs } from '../../localstack/deploy/outputs/program-outputs.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
const PROJECT = 'sagemaker-retraining-workflow';

let loads = 0;

/** A copy of the project's configuration and a state of its own, on Pulumi's real engine; the program runs in this process. */
export class EngineProject implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'pulumi-engine-'));
  readonly #environment: Readonly<Record<string, string>>;

  constructor() {
    // The CLI rewrites stack files: the project's own stay as they are.
    for (const file of ['Pulumi.yaml', 'Pulumi.dev.yaml', 'Pulumi.prod.yaml']) {
      cpSync(join(PROJECT_FOLDER, file), join(this.#folder, file));
    }
    writeFileSync(join(this.#folder, 'index.ts'), '');
    mkdirSync(join(this.#folder, 'state'));
    const backend = `file://${join(this.#folder, 'state')}`;
    this.#environment = { PULUMI_BACKEND_URL: backend, PULUMI_CONFIG_PASSPHRASE: '' };
  }

  stack(stackName: string): Promise<Stack> {
    // Each run of the program is a new evaluation of its entry file.
    const program = async () => programOutputs(await import(`../../index.ts?load=${++loads}`));
    return LocalWorkspace.createOrSelectStack(
      { stackName, projectName: PROJECT, program },
      { workDir: this.#folder, envVars: { ...this.#environment } },
    );
  }

  /** The CLI as a person types it. */
  pulumi(...args: readonly string[]): Promise<{ readonly exitCode: number; readonly text: string }> {
    const options = { cwd: this.#folder, env: { ...process.env, ...this.#environment } };
    return new Promise((resolve) => {
      execFile('pulumi', [...args, '--non-interactive', '--color', 'never'], options, (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), text: `${stdout}${stderr}` });
      });
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
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
