/**
 * GPU instances that the algorithm is documented for (Developer Guide, "EC2 Instance Recommendation for the Image
 * Classification Algorithm") as CreateTrainingJob names them.
 */
export const TRAINING_INSTANCE_TYPES: readonly string[] = [
  ...['xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'].map((size) => `ml.g4dn.${size}`),
  ...['xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge', '24xlarge', '48xlarge'].map(
    (size) => `ml.g5.${size}`,
  ),
  ...['2xlarge', '8xlarge', '16xlarge'].map((size) => `ml.p3.${size}`),
];

/** Families with a GPU that no document connects with this algorithm's image. */
const OTHER_GPU_FAMILIES = /^ml\.(g\d|gr\d|p\d|trn\d|inf\d)/;

/** Why the algorithm cannot train on this instance type, if it cannot. */
export function instanceTypeProblem(instanceType: string): string | undefined {
  if (TRAINING_INSTANCE_TYPES.includes(instanceType)) return undefined;
  const choices = `choose one of ${TRAINING_INSTANCE_TYPES.join(', ')}`;
  if (!instanceType.startsWith('ml.')) return `SageMaker's instance types begin with "ml."; ${choices}`;
  if (instanceType.startsWith('ml.p2.')) return `P2 instances are retired; ${choices}`;
  if (OTHER_GPU_FAMILIES.test(instanceType))
    return `image-classification is not documented for this instance; ${choices}`;
  return `image-classification trains only on instances with a GPU; ${choices}`;
}

/** Of a list of them. */
export function alternativesRule(instanceTypes: readonly string[]): string | undefined {
  const wrong = instanceTypes.flatMap((instanceType) => {
    const problem = instanceTypeProblem(instanceType);
    return problem === undefined ? [] : [`"${instanceType}": ${problem}`];
  });
  if (wrong.length > 0) return wrong.join('; ');
  return new Set(instanceTypes).size === instanceTypes.length ? undefined : 'must name each instance type once';
}

/**
 * Of the families that the algorithm infers on, with a GPU and without ("EC2 Instance Recommendation for the Image Classification
 * Algorithm"), those that CreateTransformJob takes.
 */
const EVALUATION_SIZES: Readonly<Record<string, readonly string[]>> = {
  m4: ['xlarge', '2xlarge', '4xlarge', '10xlarge', '16xlarge'],
  m5: ['large', 'xlarge', '2xlarge', '4xlarge', '12xlarge', '24xlarge'],
  c4: ['xlarge', '2xlarge', '4xlarge', '8xlarge'],
  c5: ['xlarge', '2xlarge', '4xlarge', '9xlarge', '18xlarge'],
};
export const EVALUATION_INSTANCE_TYPES: readonly string[] = [
  ...Object.entries(EVALUATION_SIZES).flatMap(([family, sizes]) => sizes.map((size) => `ml.${family}.${size}`)),
  ...TRAINING_INSTANCE_TYPES,
];

/** Why a batch transform of the algorithm's model cannot be on this instance type, if it cannot. */
export function evaluationInstanceRule(instanceType: string): string | undefined {
  if (EVALUATION_INSTANCE_TYPES.includes(instanceType)) return undefined;
  return `must be an instance type for batch transform that image-classification runs on: ${EVALUATION_INSTANCE_TYPES.join(', ')}`;
}
