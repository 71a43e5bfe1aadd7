import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { bundleFunction } from '../../../../infra/components/function-bundle.ts';

const run = promisify(execFile);

describe('bundleFunction', () => {
  it('makes the same text of the same sources', async () => {
    expect(await bundleFunction('generateDataset')).to.equal(await bundleFunction('generateDataset'));
  });

  it('holds no path of the machine it was made on', async () => {
    expect(await bundleFunction('generateDataset')).not.to.have.string(process.cwd());
  });

  it('stays small, since a cold start reads all of it', async () => {
    expect((await bundleFunction('generateDataset')).length).to.be.below(620_000);
  });

  it("loads none of what Node's fetch is made of", async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    try {
      const file = join(folder, 'index.mjs');
      await writeFile(file, await bundleFunction('generateDataset'));
      const code = `await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(process.moduleLoadList.join('\\n'))`;
      const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code]);
      expect(stdout.split('\n'))
        .to.include('NativeModule http')
        .and.not.include('NativeModule internal/deps/undici/undici');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is loaded where there is no temporary folder, too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    try {
      const file = join(folder, 'index.mjs');
      await writeFile(file, await bundleFunction('generateDataset'));
      const code = `console.log(typeof (await import(${JSON.stringify(pathToFileURL(file).href)})).handler)`;
      const env = { ...process.env, TMPDIR: join(folder, 'absent') };
      const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], { env });
      expect(stdout).to.equal('function\n');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('runs by itself, far from any node_modules', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    try {
      const file = join(folder, 'index.mjs');
      await writeFile(file, await bundleFunction('generateDataset'));
      const module: { handler: (event: unknown) => Promise<unknown> } = await import(pathToFileURL(file).href);
      const error: unknown = await module.handler({}).catch((reason: unknown) => reason);
      expect(error).to.have.property('name', 'InvalidRequestError');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
