// Where Pulumi's engine begins. It runs the `node` that is first on PATH, and one that cannot read TypeScript would say of index.ts only
// that its extension is unknown.
import { RunError } from '@pulumi/pulumi/errors.js';

if (!process.features.typescript) {
  throw new RunError(
    `Pulumi runs this program with the node that is first on PATH, which is ${process.version} and does not run TypeScript: put the project's own before it with export PATH="$PWD/node_modules/.bin:$PATH"`,
  );
}

export default (await import('./index.ts')).default;
