import { resolve } from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../../../../emulators/core/command-line/usage-error.ts';
import { parseCommandLine } from '../../../../localstack/cli/run-and-up.ts';

describe('the command line', () => {
  it('runs once on a free port with state in .local when nothing is asked for', () => {
    expect(parseCommandLine(['run'])).to.deep.equal({
      command: 'run',
      cloud: 'embedded',
      stack: 'dev',
      dataFolder: resolve('.local'),
      port: 0,
      faults: [],
      force: false,
      keep: false,
      open: false,
    });
  });

  it('takes every option of a run and makes paths absolute', () => {
    const args = [
      'run',
      '--dataset',
      'images',
      '--data',
      'state',
      '--json',
      'out.json',
      '--port',
      '4566',
      '--keep',
      '--force',
    ];
    expect(parseCommandLine(args)).to.deep.equal({
      command: 'run',
      cloud: 'embedded',
      stack: 'dev',
      dataFolder: resolve('state'),
      datasetFolder: resolve('images'),
      jsonFile: resolve('out.json'),
      port: 4566,
      faults: [],
      force: true,
      keep: true,
      open: false,
    });
  });

  it('writes a report into a file of its own', () => {
    expect(parseCommandLine(['run', '--report', 'run.html'])).to.deep.include({ reportFile: resolve('run.html') });
    const file = resolve('out');
    expect(() => parseCommandLine(['run', '--json', 'out', '--report', 'out'])).to.throw(
      UsageError,
      `--json and --report both name ${file}: give each a file of its own`,
    );
  });

  it('opens the console of what goes on serving, and refuses to where nothing does', () => {
    expect(parseCommandLine(['up', '--open'])).to.deep.include({ command: 'up', open: true });
    expect(parseCommandLine(['run', '--keep', '--open'])).to.deep.include({ keep: true, open: true });
    expect(() => parseCommandLine(['run', '--open'])).to.throw(
      UsageError,
      '--open shows the console, which is served only with --keep: add it',
    );
  });

  it('serves on port 4566 unless another is given', () => {
    expect(parseCommandLine(['up'])).to.deep.equal({
      command: 'up',
      cloud: 'embedded',
      stack: 'dev',
      dataFolder: resolve('.local'),
      port: 4566,
      faults: [],
      open: false,
    });
    expect(parseCommandLine(['up', '--port', '0'])).to.deep.include({ port: 0 });
  });

  it('takes any number of faults, and the file that has others', () => {
    const args = ['--fault', 'capacity:1', '--fault', 'throttling@CreateModel', '--config', 'other.yaml'];
    const expected = {
      configFile: resolve('other.yaml'),
      faults: [
        { kind: 'capacity', which: { first: 1, last: 1 } },
        { kind: 'throttling', operation: 'CreateModel' },
      ],
    };
    expect(parseCommandLine(['run', ...args])).to.deep.include(expected);
    expect(parseCommandLine(['up', ...args])).to.deep.include(expected);
  });

  it('refuses all faults that are none at once', () => {
    const parse = () => parseCommandLine(['run', '--fault', 'capcity', '--fault', 'slow-start,for=soon']);
    expect(parse).to.throw(
      UsageError,
      '--fault capcity: there is no fault "capcity"; did you mean "capacity"?\n--fault slow',
    );
  });

  it('takes a mock configuration, and for a run one of its test cases', () => {
    const args = ['--mock-config', 'mocks.json'];
    expect(parseCommandLine(['up', ...args])).to.deep.include({ mockConfigFile: resolve('mocks.json') });
    expect(parseCommandLine(['run', ...args, '--test-case', 'Red'])).to.deep.include({
      mockConfigFile: resolve('mocks.json'),
      testCase: 'Red',
    });
    expect(() => parseCommandLine(['run', '--test-case', 'Red'])).to.throw(
      UsageError,
      '--test-case Red is one of a mock',
    );
    expect(() => parseCommandLine(['up', '--localstack', ...args])).to.throw(UsageError, 'see SFN_MOCK_CONFIG');
  });

  it('takes the stack whose configuration the workflow has, and refuses what cannot be one', () => {
    for (const command of ['run', 'up'])
      expect(parseCommandLine([command, '--stack', 'prod'])).to.deep.include({ command, stack: 'prod' });
    expect(() => parseCommandLine(['run', '--stack', '../prod'])).to.throw(
      UsageError,
      "--stack ../prod: a stack's name has up to 100 letters, digits, hyphens, underscores or periods",
    );
  });

  it('takes LocalStack in Docker where it is asked for', () => {
    expect(parseCommandLine(['run', '--localstack'])).to.deep.include({ cloud: 'localstack' });
    expect(parseCommandLine(['up', '--localstack'])).to.deep.include({ cloud: 'localstack', port: 4566 });
  });

  it('gives help when asked for it, whatever else was said', () => {
    const help = (...args: string[]) => {
      const command = parseCommandLine(args);
      return command.command === 'help' ? command.text.split('\n').filter((line) => line.startsWith('Usage:')) : [];
    };
    expect(help('run', '--help')).to.deep.equal(['Usage: npm start -- [options]']);
    expect(help('up', '--port', 'x', '-h')).to.deep.equal(['Usage: npm run up -- [options]']);
    expect(help('help')).to.deep.equal(['Usage: npm start -- [options]', 'Usage: npm run up -- [options]']);
  });

  for (const port of ['65536', '-1', '80.5', 'http', '0x50']) {
    it(`refuses --port ${port} and says which ports there are`, () => {
      expect(() => parseCommandLine(['run', `--port=${port}`])).to.throw(
        UsageError,
        `--port ${port}: a port is a whole number from 0 to 65535`,
      );
    });
  }

  it('refuses an option it does not know, naming it', () => {
    expect(() => parseCommandLine(['run', '--datset', 'x'])).to.throw(
      UsageError,
      'there is no option --datset; did you mean --dataset?',
    );
  });

  it('refuses an option without its value', () => {
    expect(() => parseCommandLine(['run', '--json='])).to.throw(UsageError, '--json needs a value');
  });

  it('refuses an unknown command', () => {
    expect(() => parseCommandLine(['deploy'])).to.throw(UsageError, 'there is no command "deploy"; write run or up');
  });
});
