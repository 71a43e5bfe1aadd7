import { resolve } from 'node:path';
import { expect } from 'chai';
import { helpText } from '../../../../../emulators/core/command-line/command-table.ts';
import { parseOptions } from '../../../../../emulators/core/command-line/parse-options.ts';
import { UsageError } from '../../../../../emulators/core/command-line/usage-error.ts';

const TABLE = {
  command: 'npm run paint --',
  summary: ['Paints a house.'],
  options: {
    colour: { value: 'NAME', text: 'of the walls (default: white)' },
    brush: { value: 'WIDTH', isList: true, text: 'may be repeated' },
    wet: { text: 'on wet walls' },
  },
  notes: ['PAINT_TIN: where the paint is.'],
} as const;

const HELP = `Usage: npm run paint -- [options]
  Paints a house.
    --colour NAME  of the walls (default: white)
    --brush WIDTH  may be repeated
    --wet          on wet walls
    -h, --help     show this
  PAINT_TIN: where the paint is.`;

function parse(...args: string[]) {
  const options = parseOptions(TABLE, args);
  if (options === undefined) throw new Error('help was asked for');
  return options;
}

describe('a command line', () => {
  it('gives texts, lists and switches; of several texts the last one', () => {
    const options = parse('--colour', 'red', '--brush', '3', '--wet', '--brush=5', '--colour=blue');
    expect(options.text('colour')).to.equal('blue');
    expect(options.list('brush')).to.deep.equal(['3', '5']);
    expect(options.isOn('wet')).to.equal(true);
  });

  it('gives what is no option to commands that take it', () => {
    const { notes: _, ...noNotes } = TABLE;
    const bare = { ...noNotes, command: 'paint' };
    const table = { ...bare, operands: 'FILE...' };
    const options = parseOptions(table, ['a', '--colour', 'red', '--', '--b']);
    expect(options?.operands).to.deep.equal(['a', '--b']);
    expect(parse('--wet').operands).to.deep.equal([]);
    expect(helpText(table).split('\n')).to.include('Usage: paint [options] FILE...').and.to.have.length(6);
    expect(() => parseOptions(bare, ['red', 'blue'])).to.throw(UsageError, /^"red" is not an option\n\n/);
  });

  it('takes values that begin with "-" behind "="', () => {
    expect(parse('--colour=-red').text('colour')).to.equal('-red');
    expect(parse('--colour', 'a-b').text('colour')).to.equal('a-b');
  });

  it('gives whole numbers', () => {
    const count = (value: string) => parse(`--colour=${value}`).count('colour');
    expect(['0', '7', '999999999'].map(count)).to.deep.equal([0, 7, 999_999_999]);
    for (const wrong of ['-1', '1.5', '1000000000', 'x1', '1x', ' '])
      expect(() => count(wrong), wrong).to.throw(UsageError, `--colour ${wrong}: write a whole number, 0 or more\n\n`);
  });

  it('is wrong by an error that says so and shows the help', () => {
    const error = parse().error('too wet');
    expect([error.name, error.message]).to.deep.equal(['UsageError', `too wet\n\n${HELP}`]);
  });

  it('gives nothing for what was not said', () => {
    const options = parse();
    expect(options.text('colour')).to.equal(undefined);
    expect(options.list('brush')).to.deep.equal([]);
    expect(options.isOn('wet')).to.equal(false);
    const nothing = [options.path('colour'), options.port('colour'), options.count('colour'), options.url('colour')];
    expect(nothing).to.deep.equal([undefined, undefined, undefined, undefined]);
    expect(parse('--colour', 'red').isOn('wet')).to.equal(false);
  });

  it('gives paths that are absolute', () => {
    expect(parse('--colour', 'walls').path('colour')).to.equal(resolve('walls'));
  });

  for (const args of [['--help'], ['-h'], ['--colour', 'red', '-h'], ['--nonsense', '--help']]) {
    it(`asks for help with ${args.join(' ')}`, () => {
      expect(parseOptions(TABLE, args)).to.equal(undefined);
    });
  }

  it('has its help from its table', () => {
    expect(helpText(TABLE)).to.equal(HELP);
  });

  const refused: readonly (readonly [readonly string[], string])[] = [
    [['--color', 'red'], 'there is no option --color; did you mean --colour?'],
    [['--ladder'], 'there is no option --ladder'],
    [['-w'], 'there is no option -w'],
    [['--colour'], '--colour needs a value: --colour NAME'],
    [['--colour='], '--colour needs a value: --colour NAME'],
    [['--colour', '--wet'], '--colour needs a value; one that begins with "-" is written --colour=--wet'],
    [['--wet=yes'], '--wet takes no value, and was given "yes"'],
    [['red'], '"red" is not an option; options go behind "--": npm run paint -- --option red'],
  ];
  for (const [args, problem] of refused) {
    it(`refuses ${args.join(' ')}, and shows what there is`, () => {
      expect(() => parseOptions(TABLE, args)).to.throw(UsageError, `${problem}\n\n${HELP}`);
    });
  }

  for (const port of ['65536', '-1', '80.5', 'http', '0x50', 'x80', '80x']) {
    it(`refuses the port ${port} and says which ports there are`, () => {
      expect(() => parse(`--colour=${port}`).port('colour')).to.throw(
        UsageError,
        `--colour ${port}: a port is a whole number from 0 to 65535; 0 takes any free one`,
      );
    });
  }

  it('takes every port', () => {
    expect(['0', '4566', '65535'].map((port) => parse('--colour', port).port('colour'))).to.deep.equal([
      0, 4566, 65535,
    ]);
  });

  it('takes http and https URLs, without the slash at their end', () => {
    expect(parse('--colour', 'http://localhost:4566/').url('colour')).to.equal('http://localhost:4566');
    expect(parse('--colour', 'https://a/b').url('colour')).to.equal('https://a/b');
    for (const wrong of ['localhost', 'localhost:4566', 'ftp://localhost', 'xhttp://localhost', 'httpsx://localhost']) {
      expect(() => parse('--colour', wrong).url('colour')).to.throw(UsageError, `--colour ${wrong}: not a URL such as`);
    }
  });
});
