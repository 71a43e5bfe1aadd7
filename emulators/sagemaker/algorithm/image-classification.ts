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

const ALGORITHM_TAGS = ['1', 'latest'];

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
  /** In the algorithm's repository, under a tag or digest that AWS does not document. */
  | { readonly kind: 'unknown tag' }
  | { readonly kind: 'other' };

/** Whether an image is the built-in algorithm's, and whose region's. Tags `1`, `latest` and none are the algorithm's. */
export function imageOrigin(image: string, region: string): ImageOrigin {
  const [, repository = image, tag = 'latest'] = /^(.+?\/[^:@]+)(?:[:@](.*))?$/u.exec(image) ?? [];
  const owner = Object.keys(FACTS.registries).find((candidate) => algorithmRepository(candidate) === repository);
  if (owner === undefined) return { kind: 'other' };
  if (owner !== region) return { kind: 'algorithm of another region', region: owner };
  return { kind: ALGORITHM_TAGS.includes(tag) ? 'algorithm' : 'unknown tag' };
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

/**
 * What DescribeTrainingJob lists under AlgorithmSpecification.MetricDefinitions for the built-in algorithm. The names are AWS's;
 * the regular expressions are ours and fit the lines of the algorithm's log.
 */
export const METRIC_DEFINITIONS = [
  { Name: 'train:accuracy', Regex: 'Epoch\\[\\d+\\] Train-accuracy=(\\S+)' },
  { Name: 'validation:accuracy', Regex: 'Epoch\\[\\d+\\] Validation-accuracy=(\\S+)' },
  { Name: 'throughput', Regex: 'Speed: (\\S+) samples/sec' },
] as const;
