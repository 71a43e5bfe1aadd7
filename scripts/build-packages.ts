import { addConsole } from './packages/add-console.ts';
import { compile } from './packages/compile.ts';
import { PACKAGES } from './packages/packages.ts';
import { stage } from './packages/stage-package.ts';

// `npm run build`: the packages as npm packs them, in dist/<folder>: JavaScript, type declarations and what else they read.

const compiled = await compile();
try {
  for (const one of PACKAGES) {
    const folder = await stage(one, compiled);
    if (one.folder === 'emulators') await addConsole(folder);
    process.stdout.write(`${one.name} in ${folder}\n`);
  }
} finally {
  await compiled.remove();
}
