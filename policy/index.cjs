// Pulumi's runner of policy packs compiles TypeScript by itself and with its own settings, which know no imports that end in
// .ts. So the pack is bundled here, in memory, as the function's code is in the program.
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const PACK = join(__dirname, 'pack.ts');

const { outputFiles } = buildSync({
  entryPoints: [PACK],
  bundle: true,
  write: false,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // One copy of Pulumi's SDK, the runner's.
  external: ['@pulumi/*'],
  logLevel: 'silent',
});
module._compile(outputFiles[0].text, PACK.replace(/\.ts$/, '.bundle.cjs'));
