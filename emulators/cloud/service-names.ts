/** The services of the emulated cloud by their names in the AWS CLI, and the signing names of each. */
export const SERVICES = {
  cloudwatch: ['monitoring'],
  events: ['events'],
  iam: ['iam', 'sts'],
  lambda: ['lambda'],
  logs: ['logs'],
  s3: ['s3'],
  sagemaker: ['sagemaker'],
  sns: ['sns'],
  stepfunctions: ['states'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ServiceName = keyof typeof SERVICES;

export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(SERVICES, name);
}

/** Of the services that are left out where these are chosen. */
export function signingNamesBeside(chosen: readonly ServiceName[]): readonly string[] {
  return Object.entries(SERVICES)
    .filter(([name]) => !chosen.some((one) => one === name))
    .flatMap(([, names]) => names);
}
