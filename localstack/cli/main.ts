import { exitStatus } from '../../emulators/core/command-line/run-command.ts';
import { parseCommandLine } from './run-and-up.ts';

async function main(): Promise<number> {
  const command = parseCommandLine(process.argv.slice(2));
  if (command.command === 'help') {
    process.stdout.write(`${command.text}\n`);
    return 0;
  }
  // Loaded only now: a mistyped option should be said in no time.
  const { rehearseOnce: run, serveWorkflow: up } = await import('./commands.ts');
  return command.command === 'run' ? run(command) : up(command);
}

// Whoever reads may stop reading, as `head` does; the run goes on to its orderly end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await exitStatus(main);
