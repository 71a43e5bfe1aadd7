import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** For the tests of a `describe`, a command first on PATH, where Pulumi's CLI looks for its plugins; `node` runs it with these arguments. */
export function useCommandOnPath(name: string, ...args: readonly string[]): void {
  const path = process.env['PATH'];
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'command-on-path-'));
    const quoted = [process.execPath, ...args].map((arg) => `"${arg}"`).join(' ');
    writeFileSync(join(folder, name), `#!/usr/bin/env bash\nexec ${quoted} "$@"\n`);
    chmodSync(join(folder, name), 0o755);
    process.env['PATH'] = `${folder}${delimiter}${path}`;
  });
  after(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true, force: true });
  });
}
