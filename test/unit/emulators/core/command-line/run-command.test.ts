import { expect } from 'chai';
import { errorText, exitStatus, runCommand } from '../../../../../emulators/core/command-line/run-command.ts';
import { UsageError } from '../../../../../emulators/core/command-line/usage-error.ts';
import { UserError } from '../../../../../emulators/core/user-error.ts';

const TABLE = {
  command: 'paint',
  summary: ['Paints.'],
  options: { colour: { value: 'NAME', text: 'of the walls' } },
} as const;

/** What the work writes, by where it goes. */
async function written(work: () => Promise<unknown>): Promise<{ out: string; err: string }> {
  const [out, err] = [process.stdout.write, process.stderr.write];
  const said = { out: '', err: '' };
  process.stdout.write = (text) => {
    said.out += String(text);
    return true;
  };
  process.stderr.write = (text) => {
    said.err += String(text);
    return true;
  };
  try {
    await work();
  } finally {
    [process.stdout.write, process.stderr.write] = [out, err];
  }
  return said;
}

describe('the exit status of a command', () => {
  const failing = (error: unknown) => async () => {
    throw error;
  };

  it('is what the work gives, and nothing is said', async () => {
    let status = -1;
    const said = await written(async () => {
      status = await exitStatus(async () => 3);
    });
    expect([status, said]).to.deep.equal([3, { out: '', err: '' }]);
  });

  it('is 2 for wrong use, 1 for other errors or what the command says, and the error is printed', async () => {
    const cases: readonly [error: unknown, statusOf: (() => number) | undefined, status: number, err: string][] = [
      [new UsageError('no colour', TABLE), () => 9, 2, 'no colour\n\nUsage: paint [options]\n  Paints.\n'],
      [new UserError('Full', 'the tin is empty'), undefined, 1, 'the tin is empty\n'],
      [new UserError('Full', 'the tin is empty'), () => 9, 9, 'the tin is empty\n'],
      ['text', undefined, 1, 'text\n'],
    ];
    for (const [error, statusOf, status, err] of cases) {
      let found = -1;
      const said = await written(async () => {
        found = await exitStatus(failing(error), statusOf);
      });
      expect(found).to.equal(status);
      expect(said.out).to.equal('');
      expect(said.err.startsWith(err) || said.err === err, said.err).to.equal(true);
    }
  });

  it('is 0 after the help, which goes to standard output', async () => {
    const { argv, exitCode } = process;
    try {
      process.argv = ['node', 'paint.ts', '--help'];
      const said = await written(() => runCommand(TABLE, async () => 7));
      expect(process.exitCode).to.equal(0);
      expect(said).to.deep.equal({
        out: 'Usage: paint [options]\n  Paints.\n    --colour NAME  of the walls\n    -h, --help     show this\n',
        err: '',
      });
      process.argv = ['node', 'paint.ts', '--colour', 'red'];
      let colour: string | undefined;
      await runCommand(TABLE, async (options) => {
        colour = options.text('colour');
        return 7;
      });
      expect([process.exitCode, colour]).to.deep.equal([7, 'red']);
    } finally {
      process.argv = argv;
      process.exitCode = exitCode;
    }
  });
});

describe('an error as a command prints it', () => {
  it('is the message where its user can mend it, and the stack where we must', () => {
    const broken = new Error('broken');
    expect(errorText(new UserError('Full', 'the tin is empty'))).to.equal('the tin is empty');
    expect(errorText(broken)).to.equal(broken.stack);
    delete broken.stack;
    expect(errorText(broken)).to.equal('broken');
    expect(errorText('text')).to.equal('text');
    expect(errorText(undefined)).to.equal('undefined');
  });

  it('is name and message of what a service refused', () => {
    const refused = Object.assign(new Error('no'), { name: 'AccessDenied', $fault: 'client' });
    expect(errorText(refused)).to.equal('AccessDenied: no');
  });
});
