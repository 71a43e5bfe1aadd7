import { registerHooks } from 'node:module';

// Loaded in front of the tests (`node --import`): the file of the mutant is loaded with the mutant's text, from MUTANT.

const { url, text } = JSON.parse(process.env['MUTANT'] ?? '{}');

registerHooks({
  load(loaded, context, nextLoad) {
    if (loaded !== url) return nextLoad(loaded, context);
    return { format: 'module-typescript', source: text, shortCircuit: true };
  },
});
