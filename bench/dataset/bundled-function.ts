import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from '../../infra/components/function-bundle.ts';

/** Says what machine this is, and gives the function's bundle as a file that is there until `measure` has ended. */
export async function withBundledFunction(measure: (bundle: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'retraining-bench-'));
  try {
    const bundle = join(folder, 'index.mjs');
    writeFileSync(bundle, await bundleFunction('generateDataset'));
    process.stdout.write(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n\n`);
    await measure(bundle);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
