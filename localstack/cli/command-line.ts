import { exitStatus } from '../../emulators/core/command-line/run-command.ts';
import type { Interruptible } from './interruption.ts';
import { parseCommandLine } from './run-and-up.ts';

/** Does what the arguments after the script's name say; gives the exit status. Without `interruption` it is signals that end it. */
export function runCommandLine(args: readonly string[], interruption?: Interruptible): Promise<number> {
  return exitStatus(async () => {
    const command = parseCommandLine(args);
    if (command.command === 'help') {
      process.stdout.write(`${command.text}\n`);
      return 0;
    }
    // Loaded only now: a mistyped option should be said in no time.
    const { rehearseOnce, serveWorkflow } = await import('./commands.ts');
    return command.command === 'run' ? rehearseOnce(command, interruption) : serveWorkflow(command, interruption);
  });
}
