import { runCommand } from '../../../emulators/core/command-line/run-command.ts';
import { MODELS_TABLE, modelsCommand } from './models-table.ts';

await runCommand(MODELS_TABLE, async (options) => {
  const command = modelsCommand(options);
  // Loaded only now: a mistyped option should be said in no time.
  const { runModels } = await import('./run-models.ts');
  return runModels(command, (line) => process.stdout.write(`${line}\n`));
});
