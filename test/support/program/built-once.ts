import { type BuildOptions, type BuildResult, build as buildAnew } from 'esbuild';

const built = new Map<string, Promise<BuildResult>>();

/** As esbuild's own, for sources that stay as they are while this process lives; see test/one-bundle.ts. */
export function build(options: BuildOptions): Promise<BuildResult> {
  const key = JSON.stringify(options);
  const result = built.get(key) ?? buildAnew(options);
  built.set(key, result);
  return result;
}
