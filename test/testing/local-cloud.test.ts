import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { type DeployStackOptions, startCloud } from '../../localstack/index.ts';
import { errorOf } from '../support/error-of.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const program = () => import('./programs/waiting.ts');
const answering = (answer: string) => ({ config: { answer } });

describe('a cloud for tests', () => {
  const folder = useTemporaryFolder();

  it('deploys a program and runs its state machine', async () => {
    await using cloud = await startCloud({ kind: 'embedded' });
    await using stack = await cloud.deploy(program, answering('forty-two'));
    const run = await stack.startExecution('machineArn');
    expect(await run.ended()).to.include({ status: 'SUCCEEDED', output: '"forty-two"' });
    expect((await run.history()).map(({ type }) => type)).to.deep.equal([
      'ExecutionStarted',
      'ChoiceStateEntered',
      'ChoiceStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('does not meet another one in the same process, also when both deploy at once', async () => {
    await using one = await startCloud({ kind: 'embedded' });
    await using other = await startCloud({ kind: 'embedded' });
    const [first, second, third] = await Promise.all([
      one.deploy(program, answering('one')),
      other.deploy(program, answering('other')),
      other.deploy(program, { ...answering('third'), stack: 'third' }),
    ]);
    const runs = await Promise.all([first, second, third].map((stack) => stack.startExecution('machineArn')));
    const ended = await Promise.all(runs.map((run) => run.ended()));
    expect(ended.map(({ output }) => output)).to.deep.equal(['"one"', '"other"', '"third"']);
    const { stateMachines = [] } = await one.clients.sfn.send(new ListStateMachinesCommand({}));
    expect(stateMachines).to.have.lengthOf(1);
    expect(one.endpointUrl).to.not.equal(other.endpointUrl);
  });

  it('ends with its block, also after a failed assertion', async () => {
    let endpointUrl = '';
    const dataFolder = join(folder(), 'data');
    const failure = await errorOf(
      (async () => {
        await using cloud = await startCloud({ kind: 'embedded', dataFolder });
        endpointUrl = cloud.endpointUrl;
        await using stack = await cloud.deploy(program, answering('no'));
        const run = await stack.startExecution('machineArn', { wait: true });
        expect(await run.describe()).to.include({ status: 'SUCCEEDED' });
      })(),
    );
    expect(failure.name).to.equal('AssertionError');
    expect(await errorOf(fetch(endpointUrl))).to.be.an.instanceOf(TypeError);
    // The lock goes with the process that held it.
    expect(existsSync(join(dataFolder, 'lock'))).to.equal(false);
  });

  it('stops what still runs of a stack at the end of the stack’s block', async () => {
    await using cloud = await startCloud({ kind: 'embedded' });
    const run = await (async () => {
      await using stack = await cloud.deploy(program, answering('no'));
      return stack.startExecution('machineArn', { wait: true });
    })();
    expect(await run.ended()).to.include({ status: 'ABORTED' });
  });

  it('can be closed twice', async () => {
    const cloud = await startCloud({ kind: 'embedded' });
    await cloud.close();
    await cloud[Symbol.asyncDispose]();
  });

  it('says what still runs when an end is waited for in vain', async () => {
    await using cloud = await startCloud({ kind: 'embedded' });
    await using stack = await cloud.deploy(program, answering('no'));
    const run = await stack.startExecution('machineArn', { wait: true });
    const { message } = await errorOf(run.ended({ timeoutMs: 100 }));
    expect(message).to.equal(
      `the execution ${run.arn} still runs after 100 ms, last entered state: Wait. Wait longer with ended({ timeoutMs })`,
    );
  });

  it('refuses an output that there is not, naming those that there are', async () => {
    await using cloud = await startCloud({ kind: 'embedded' });
    await using stack = await cloud.deploy(program, answering('no'));
    expect(() => stack.output('machineAr')).to.throw(
      'the stack\'s output "machineAr" does not exist; did you mean "machineArn"?',
    );
    expect(() => stack.output('count')).to.throw('the stack\'s output "count" is 3, not a text; see `outputs`');
  });

  it('deploys again after a program that could not be deployed, and says why that could not', async () => {
    await using cloud = await startCloud({ kind: 'embedded' });
    const { message } = await errorOf(cloud.deploy(() => import('./programs/failing.ts')));
    expect(message).to.match(
      /^the program could not be deployed:\n - aws:iam\/role:Role "broken": MalformedPolicyDocument/,
    );
    const missing = await errorOf(cloud.deploy(program));
    expect(missing.message).to.contain('answer');
    await using stack = await cloud.deploy(program, answering('still there'));
    const run = await stack.startExecution('machineArn');
    expect((await run.ended()).output).to.equal('"still there"');
  });

  it('takes a file of configuration in place of the stack’s own, under what the test gives', async () => {
    const file = (name: string, text: string) => {
      writeFileSync(join(folder(), name), text);
      return join(folder(), name);
    };
    file('Pulumi.yaml', 'name: waiting\nruntime: nodejs\n');
    file('Pulumi.dev.yaml', 'config: {answer: of the stack}\n');
    const configFile = file('test.yaml', 'config: {answer: of the file}\n');
    await using cloud = await startCloud({ kind: 'embedded' });
    const answerOf = async (options: DeployStackOptions) => {
      await using stack = await cloud.deploy(program, options);
      return (await (await stack.startExecution('machineArn')).ended()).output;
    };
    const projectFolder = folder();
    expect(await answerOf({ projectFolder })).to.equal('"of the stack"');
    expect(await answerOf({ projectFolder, configFile })).to.equal('"of the file"');
    expect(await answerOf({ projectFolder, configFile, ...answering('of the test') })).to.equal('"of the test"');
    const { message } = await errorOf(cloud.deploy(program, { configFile }));
    expect(message).to.equal(`configFile ${configFile}: name the folder of Pulumi.yaml, too, with projectFolder`);
    const secret = file('secret.yaml', 'config: {answer: {secure: v1:xyz}}\n');
    expect((await errorOf(cloud.deploy(program, { projectFolder, configFile: secret }))).message).to.equal(
      `${secret}: waiting:answer can be read by Pulumi alone, which encrypted it; give other values in \`config\``,
    );
  });

  it('refuses a program whose module does not run again, saying what to do', async () => {
    const loaded = { machineArn: 'from an earlier deployment' };
    await using cloud = await startCloud({ kind: 'embedded' });
    const { message } = await errorOf(cloud.deploy(async () => loaded));
    expect(message).to.contain('it registered no resources').and.to.contain('vi.resetModules() in vitest');
  });

  it('needs Docker only for LocalStack, and says what there is without', async () => {
    const before = process.env['DOCKER_HOST'];
    process.env['DOCKER_HOST'] = `unix://${join(folder(), 'no-docker.sock')}`;
    try {
      const { message } = await errorOf(startCloud({ kind: 'localstack' }));
      expect(message)
        .to.match(/^Docker was not found: there is no .*no-docker\.sock\./)
        .and.to.contain("or start the cloud with kind: 'embedded', which needs none");
    } finally {
      if (before === undefined) delete process.env['DOCKER_HOST'];
      else process.env['DOCKER_HOST'] = before;
    }
  });
});
