import { runCommand } from '../../emulators/core/command-line/run-command.ts';
import { SAGEMAKER_TABLE, serverOptions } from './sagemaker-server-options.ts';

await runCommand(SAGEMAKER_TABLE, async (options) => {
  const command = serverOptions(options, process.env);
  // Loaded only now: a mistyped option should be said in no time.
  const { serveSageMaker } = await import('./sagemaker-serving.ts');
  return serveSageMaker(command);
});
