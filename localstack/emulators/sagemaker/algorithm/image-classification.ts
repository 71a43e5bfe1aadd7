import { readFileSync } from 'node:fs';

interface AlgorithmFacts {
  readonly registries: Readonly<Record<string, string>>;
  readonly domains: Readonly<Record<string, string>>;
  /** `ml.g` and `ml.p` as in ml.g5 and ml.p3: the families with NVIDIA GPUs. */
  readonly gpuInstanceFamilies: readonly string[];
  readonly retiredInstanceFamilies: readonly string[];
}

const FACTS = JSON.parse(
  readFileSync(new URL('../model/image-classification.json', import.meta.url), 'utf8'),
) as AlgorithmFacts;

/** The name by which AWS's refusals call the algorithm. */
export const ALGORITHM_NAME = 'image-classification';

/** Repository of the algorithm's image in a region, without tag; undefined where AWS does not offer it. */
export function algorithmRepository(region: string): string | undefined {
  const account = FACTS.registries[region];
  const domain = FACTS.domains[region] ?? 'amazonaws.com';
  return account === undefined ? undefined : `${account}.dkr.ecr.${region}.${domain}/${ALGORITHM_NAME}`;
}

export type ImageOrigin =
  | { readonly kind: 'algorithm' }
  | { readonly kind: 'algorithm of another region'; readonly region: string }
  | { readonly kind: 'other' };

/** Whether an image is the built-in algorithm's, and whose region's. Tags `1`, `latest` and none are the algorithm's. */
export function imageOrigin(image: string, region: string): ImageOrigin {
  const owner = Object.keys(FACTS.registries).find((candidate) => isTagOf(image, algorithmRepository(candidate)));
  if (owner === undefined) return { kind: 'other' };
  return owner === region ? { kind: 'algorithm' } : { kind: 'algorithm of another region', region: owner };
}

function isTagOf(image: string, repository: string | undefined): boolean {
  return repository !== undefined && [repository, `${repository}:1`, `${repository}:latest`].includes(image);
}

export function hasGpu(instanceType: string): boolean {
  return FACTS.gpuInstanceFamilies.some(
    (family) => /^\d/.test(instanceType.slice(family.length)) && instanceType.startsWith(family),
  );
}

/** Instance families that the API still names and no region offers any more. */
export function isRetired(instanceType: string): boolean {
  return FACTS.retiredInstanceFamilies.some((family) => instanceType.startsWith(`${family}.`));
}
