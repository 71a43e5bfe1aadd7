import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCliHere } from '../support/cli/cli-here.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

describe('the command line, used wrongly', () => {
  const folder = useTemporaryFolder();
  const data = () => join(folder(), 'data');

  it('says how it is used, with exit status 2', async () => {
    const { exitCode, stderr } = await runCliHere('run', '--datset', 'x');
    expect(exitCode).to.equal(2);
    expect(stderr).to.contain('there is no option --datset; did you mean --dataset?').and.to.contain('Usage:');
  });

  it('refuses a data set that does not exist and starts nothing', async () => {
    const { exitCode, stderr } = await runCliHere('run', '--data', data(), '--dataset', join(folder(), 'missing'));
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^--dataset .*missing cannot be read \(ENOENT\); a data set is a folder with /);
    expect(existsSync(data())).to.equal(false);
  });

  it('refuses a stack without a configuration, names those that have one, and starts nothing', async () => {
    const { exitCode, stderr } = await runCliHere('run', '--data', data(), '--stack', 'prd');
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(
      /^there is no .*Pulumi\.prd\.yaml, the configuration of the stack "prd"; did you mean "prod"\?\n$/,
    );
    expect(existsSync(data())).to.equal(false);
  });

  it('refuses a data set without images', async () => {
    mkdirSync(join(folder(), 'images', 'train'), { recursive: true });
    const { exitCode, stderr } = await runCliHere('run', '--data', data(), '--dataset', join(folder(), 'images'));
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^--dataset .*images holds no images \(found: train\/ with 0 image\(s\)\); /);
  });

  it('refuses a port that is in use, naming it, and leaves the data folder free', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const { exitCode, stderr } = await runCliHere('up', '--data', data(), '--port', `${port}`);
      expect(exitCode).to.equal(1);
      expect(stderr).to.equal(
        `port ${port} on 127.0.0.1 is in use by another process; choose another with --port, or --port 0 for any free one\n`,
      );
      expect(existsSync(join(data(), 'lock'))).to.equal(false);
    } finally {
      server.close();
    }
  });

  it('refuses a data folder in which a part cannot be used, ends, and leaves it free', async () => {
    mkdirSync(data());
    writeFileSync(join(data(), 's3'), 'a file where the objects should be');
    const { exitCode, stderr } = await runCliHere('up', '--data', data(), '--port', '0');
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(
      /^the data folder .*data cannot be used: it cannot be written to \((ENOTDIR|EEXIST)\); choose/,
    );
    expect(existsSync(join(data(), 'lock'))).to.equal(false);
  });

  it('refuses a data folder that cannot be made', async () => {
    writeFileSync(data(), 'a file, not a folder');
    const { exitCode, stderr } = await runCliHere('up', '--data', join(data(), 'state'), '--port', '0');
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(
      /^the data folder .*state cannot be used: it cannot be written to \(ENOTDIR\); choose another/,
    );
  });

  it('refuses a result file that cannot be written, before the run', async () => {
    const dataset = join(folder(), 'images');
    for (const split of ['train', 'test']) {
      mkdirSync(join(dataset, split, 'a'), { recursive: true });
      writeFileSync(join(dataset, split, 'a', '1.jpg'), 'x');
    }
    const file = join(folder(), 'missing', 'out.json');
    const { exitCode, stderr } = await runCliHere('run', '--data', data(), '--dataset', dataset, '--json', file);
    expect(exitCode).to.equal(1);
    expect(stderr).to.equal(`--json ${file}: the folder ${join(folder(), 'missing')} cannot be written to (ENOENT)\n`);
    expect(existsSync(data())).to.equal(false);
  });

  it('says what is found where a split is missing', async () => {
    mkdirSync(join(folder(), 'images', 'train', 'a'), { recursive: true });
    mkdirSync(join(folder(), 'images', 'val', 'a'), { recursive: true });
    writeFileSync(join(folder(), 'images', 'train', 'a', '1.jpg'), 'x');
    const { exitCode, stderr } = await runCliHere('run', '--data', data(), '--dataset', join(folder(), 'images'));
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^--dataset .*images has no files in test\/ \(found: train, val\); a data set is /);
  });

  it('reminds of the "--" that npm wants when an option’s value comes alone', async () => {
    const { exitCode, stderr } = await runCliHere('run', 'path/to/images');
    expect(exitCode).to.equal(2);
    expect(stderr).to.contain('options go behind "--": npm start -- --option path/to/images');
  });
});
