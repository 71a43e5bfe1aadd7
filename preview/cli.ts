import { runPreview } from './run-preview.ts';

process.exitCode = await runPreview(process.argv.slice(2), process.cwd());
