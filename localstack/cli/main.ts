import { runCommandLine } from './command-line.ts';

// Whoever reads may stop reading, as `head` does; the run goes on to its orderly end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2));
