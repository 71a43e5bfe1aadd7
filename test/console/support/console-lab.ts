import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateStateMachineCommand } from '@aws-sdk/client-sfn';
import type { Browser, Page } from 'playwright-core';
import { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { ROOT_CREDENTIALS } from '../../../emulators/core/home-account.ts';
import { CliProcess, SMALL_STACK } from '../../support/cli/cli-process.ts';
import { launchChromium } from './chromium.ts';

const WAIT_MS = 60_000;
/** A run of twenty epochs comes first. Undefined: what pollUntil gives LocalStack. */
const READY_MS = process.env['TARGET'] === 'localstack' ? undefined : 100_000;
const REGION = 'us-east-1';

/** The command line as a user starts it, and a browser that its console has let in. */
export class ConsoleLab {
  readonly clients: AwsClients;
  readonly consoleUrl: string;
  readonly browser: Browser;
  /** What the pages wrote as errors, refusals of the Content-Security-Policy among them. */
  readonly complaints: string[] = [];
  readonly #cli: CliProcess;
  readonly #folder: string;

  private constructor(cli: CliProcess, folder: string, browser: Browser, endpointUrl: string, consoleUrl: string) {
    this.#cli = cli;
    this.#folder = folder;
    this.browser = browser;
    this.consoleUrl = consoleUrl;
    this.clients = new AwsClients({ endpointUrl, region: REGION, credentials: ROOT_CREDENTIALS });
  }

  /** The command with its options; `run` must have `--keep`. The stack is the small one, unless `--config` names another. */
  static async start(...command: readonly string[]): Promise<ConsoleLab> {
    const browser = await launchChromium();
    const folder = mkdtempSync(join(tmpdir(), 'retraining-console-'));
    const config = command.includes('--config') ? [] : ['--config', SMALL_STACK];
    const cli = new CliProcess([...command, '--port', '0', '--data', folder, ...config]);
    try {
      const [, endpointUrl = ''] = await cli.printed(/^ready (\S+)$/m, READY_MS);
      const [, consoleUrl = ''] = await cli.printed(/^console (\S+)$/m);
      return new ConsoleLab(cli, folder, browser, endpointUrl, consoleUrl);
    } catch (error) {
      // What is left running would keep the tests from ending.
      cli[Symbol.dispose]();
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** A page at a fragment such as `#/executions`. */
  async open(fragment = '', viewport = { width: 1280, height: 900 }): Promise<Page> {
    const context = await this.browser.newContext({ viewport });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    page.on(
      'console',
      (message) => message.type() === 'error' && this.complaints.push(`${message.text()} ${message.location().url}`),
    );
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    await page.goto(`${this.consoleUrl}${fragment}`);
    await page.locator('#main').waitFor();
    return page;
  }

  /** A state machine whose role may do everything; gives its ARN. */
  async createMachine(name: string, definition: object): Promise<string> {
    const roleArn = await this.#role(name);
    const command = new CreateStateMachineCommand({ name, roleArn, definition: JSON.stringify(definition) });
    return (await this.clients.sfn.send(command)).stateMachineArn ?? '';
  }

  async #role(RoleName: string): Promise<string> {
    const trust = { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
    const { Role } = await this.clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const all = { Effect: 'Allow', Action: '*', Resource: '*' };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [all] });
    await this.clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument }));
    return Role?.Arn ?? '';
  }

  /** Is to go wrong from now on, in the words of docs/faults.md. */
  async addFault(fault: string): Promise<void> {
    const url = new URL('/_rehearsal/faults', this.consoleUrl);
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify([fault]) });
    if (!answer.ok) throw new Error(await answer.text());
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.clients.destroy();
    this.#cli.kill('SIGINT');
    await this.#cli.ended();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
