import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY_FILE = 'functions/generate-dataset/handler.ts';

// Bundled CommonJS modules may call `require`, which ES modules do not have.
const BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * A list of a thousand keys is 300 KB of text that is garbage at once. With V8's usual room for young objects much of it
 * gathers before it is collected: 300 MB at the peak instead of 190, for 5 % less time (`npm run bench -- dataset`).
 */
export const FUNCTION_NODE_OPTIONS = '--max-semi-space-size=4';

let bundle: Promise<string> | undefined;

/** The bundle of this process: one build, however many workflows a program has. */
export function generateDatasetBundle(): Promise<string> {
  bundle ??= bundleGenerateDataset();
  return bundle;
}

/**
 * The generate-dataset function as one ES module, made in memory: a preview always shows the code as it is. The AWS SDK is
 * in it, so that the version is the lock file's and not whichever the runtime has that day. Same sources, same text.
 */
export async function bundleGenerateDataset(): Promise<string> {
  const result = await build({
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: [ENTRY_FILE],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // ES module builds of the SDK can be shaken down to what is used.
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    banner: { js: BANNER },
    logLevel: 'silent',
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error(`esbuild made nothing of ${ENTRY_FILE}`);
  return output.text;
}
