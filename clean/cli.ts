import { runClean } from './run-clean.ts';

process.exitCode = await runClean(process.argv.slice(2), process.cwd());
