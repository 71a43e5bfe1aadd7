import { stageContext } from './build-context.ts';
import { dockerBuild } from './docker-build.ts';
import { IMAGES } from './image-table.ts';

/** Builds all images, each on the base that its environment variable names, else on its Dockerfile's. */
export async function buildImages(onBuilt: (name: string) => void): Promise<void> {
  const context = await stageContext();
  for (const image of IMAGES) onBuilt(await dockerBuild(image, context, baseNamed(image.baseVariable)));
}

function baseNamed(variable: string): string | undefined {
  const base = process.env[variable];
  return base === '' ? undefined : base;
}
