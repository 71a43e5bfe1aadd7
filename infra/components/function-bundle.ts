import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));
const FUNCTIONS = {
  generateDataset: 'functions/generate-dataset/handler.ts',
  evaluateModel: 'functions/evaluate-model/handler.ts',
} as const;

export type FunctionName = keyof typeof FUNCTIONS;

// Bundled CommonJS modules may call `require`, which ES modules do not have.
const BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * What is made of a page is garbage soon. The more room V8 has for young objects, the less it collects them, and the more
 * memory it takes at the peak (`npm run bench -- dataset`): ten million keys take 36 s and 311 MB with 8 MB, 40 s and 292 MB with 4.
 */
export const FUNCTION_NODE_OPTIONS = '--max-semi-space-size=4';

/**
 * An ES import of one of Node's modules reads all that it exports, and with node:http the whole of `fetch`, which nobody here uses:
 * a fifth of the time that loading takes. Asked for like this, a module gives only what is used.
 */
const BUILT_IN: Plugin = {
  name: 'built-in',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'built-in' }));
    onLoad({ filter: /^/, namespace: 'built-in' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

const bundles = new Map<FunctionName, Promise<string>>();

/** The bundle of this process: one build, however many workflows a program has. */
export function functionBundle(name: FunctionName): Promise<string> {
  const bundle = bundles.get(name) ?? bundleFunction(name);
  bundles.set(name, bundle);
  return bundle;
}

/**
 * A function as one ES module, made in memory: a preview always shows the code as it is. The AWS SDK is in it, so that the
 * version is the lock file's and not whichever the runtime has that day. Same sources, same text.
 */
export async function bundleFunction(name: FunctionName): Promise<string> {
  const result = await build({
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: [FUNCTIONS[name]],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // ES module builds of the SDK can be shaken down to what is used.
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    plugins: [BUILT_IN],
    banner: { js: BANNER },
    logLevel: 'silent',
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error(`esbuild made nothing of ${FUNCTIONS[name]}`);
  return output.text;
}
