#!/usr/bin/env node
import { runCommand } from '../../core/command-line/run-command.ts';
import { SERVER_TABLE } from './server-table.ts';

await runCommand(SERVER_TABLE, async (options) => {
  // Loaded only now: the SDKs take a while, a mistyped option should not.
  const [{ serverOptions }, { serve }] = await Promise.all([import('./server-options.ts'), import('./serve.ts')]);
  return serve(serverOptions(options, process.env));
});
