import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGES, PROJECT_FOLDER } from '../packages/packages.ts';

/** An image that this project builds. */
export interface Image {
  readonly name: string;
  readonly tag: string;
  /** Text of its Dockerfile. */
  readonly dockerfile: string;
  /** The environment variable that names another image to build on, such as a mirror's. */
  readonly baseVariable: string;
}

const FROM = /^FROM\s+(\S+)$/m;
const clouds = (cloud: string) =>
  readFileSync(join(PROJECT_FOLDER, 'localstack', 'clouds', cloud, 'Dockerfile'), 'utf8');
const localStack = clouds('localstack');

/** Tagged as the LocalStack that it is made of: Testcontainers' modules know by the tag how to start one. */
export const LOCALSTACK_WITH_SAGEMAKER: Image = {
  name: 'localstack-sagemaker',
  tag: baseOf(localStack).split(':').at(-1) ?? '',
  dockerfile: localStack,
  baseVariable: 'LOCALSTACK_IMAGE',
};

export const EMBEDDED_CLOUD: Image = {
  name: 'sagemaker-workflow-emulators',
  tag: PACKAGES.find(({ folder }) => folder === 'emulators')?.manifest.version ?? '',
  dockerfile: clouds('embedded'),
  baseVariable: 'EMULATORS_BASE_IMAGE',
};

export const IMAGES = [LOCALSTACK_WITH_SAGEMAKER, EMBEDDED_CLOUD];

/** What `docker run` takes. */
export function reference({ name, tag }: Image): string {
  return `${name}:${tag}`;
}

/** The image that a Dockerfile builds on. */
export function baseOf(dockerfile: string): string {
  const base = FROM.exec(dockerfile)?.[1];
  if (base === undefined) throw new Error('a Dockerfile has no FROM line');
  return base;
}

/** The Dockerfile, on another image. */
export function onBase(dockerfile: string, base: string): string {
  return dockerfile.replace(FROM, () => `FROM ${base}`);
}
