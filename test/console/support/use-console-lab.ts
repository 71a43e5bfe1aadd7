import { ConsoleLab } from './console-lab.ts';

/** One lab for the tests of the surrounding `describe`, of a run with more options; call the result for it. */
export function useConsoleLab(...options: readonly string[]): () => ConsoleLab {
  let lab: ConsoleLab | undefined;
  before(async () => {
    lab = await ConsoleLab.start('run', '--keep', ...options);
  });
  after(() => lab?.close());
  return () => {
    if (lab === undefined) throw new Error('the console has not been started');
    return lab;
  };
}
