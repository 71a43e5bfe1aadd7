import { UserError } from '../../emulators/core/user-error.ts';
import { parseCommandLine, USAGE, UsageError } from './command-line.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

async function main(): Promise<number> {
  const command = parseCommandLine(process.argv.slice(2));
  if (command.command === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  // Loaded only now: Pulumi and the SDKs take most of a second, a mistyped option should not.
  const { rehearseOnce: run, serveWorkflow: up } = await import('./commands.ts');
  return command.command === 'run' ? run(command) : up(command);
}

function explain(error: unknown): number {
  process.stderr.write(`${explanation(error)}\n`);
  return error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
}

function explanation(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UserError) return error.message;
  // A service's refusal, such as a full disk met by S3: where in the SDK it was thrown says nothing.
  if ('$fault' in error) return `${error.name}: ${error.message}`;
  return error.stack ?? error.message;
}

// Whoever reads may stop reading, as `head` does; the run goes on to its orderly end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main().catch(explain);
