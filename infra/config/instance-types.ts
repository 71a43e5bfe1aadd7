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

/** The algorithm infers on instances with a GPU and without ("EC2 Instance Recommendation for the Image Classification Algorithm"). */
const INFERENCE_FAMILIES = /^ml\.(?:m4|m5|m5d|c4|c5|c5d|g4dn|g5|p3)\.\w+$/;

/** Why a batch transform of the algorithm's model cannot be on this instance type, if it cannot. */
export function evaluationInstanceRule(instanceType: string): string | undefined {
  if (INFERENCE_FAMILIES.test(instanceType)) return undefined;
  return 'must be an instance type for batch transform of a family that image-classification runs on: ml.m4, ml.m5, ml.c4, ml.c5, ml.g4dn, ml.g5 or ml.p3, such as ml.g4dn.xlarge';
}
