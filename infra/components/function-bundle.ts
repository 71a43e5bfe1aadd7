import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY_FILE = 'functions/generate-dataset/handler.ts';

// Bundled CommonJS modules may call `require`, which ES modules do not have.
const BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * What is made of a page is garbage soon. The more room V8 has for young objects, the less it collects them, and the more
 * memory it takes at the peak (`npm run bench -- dataset`): ten million keys take 36 s and 311 MB with 8 MB, 40 s and 292 MB with 4.
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
