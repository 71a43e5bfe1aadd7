/**
 * On-demand prices of SageMaker training in USD per instance hour, by region, gathered in November 2026 from price lists
 * that people have published and that agree with one another; AWS's page (https://aws.amazon.com/sagemaker/ai/pricing/)
 * decides. A region or a type that is not here has an unknown price, which `instancePricePerHour` can give.
 */
const NORTH_AMERICA: Readonly<Record<string, number>> = {
  'ml.g4dn.xlarge': 0.736,
  'ml.g4dn.2xlarge': 0.94,
  'ml.g4dn.4xlarge': 1.505,
  'ml.g4dn.8xlarge': 2.72,
  'ml.g4dn.12xlarge': 4.89,
  'ml.g5.xlarge': 1.408,
  'ml.g5.2xlarge': 1.515,
  'ml.g5.4xlarge': 2.03,
  'ml.g5.8xlarge': 3.06,
  'ml.g5.12xlarge': 7.09,
  'ml.p3.2xlarge': 3.825,
  'ml.p3.8xlarge': 14.688,
  'ml.p3.16xlarge': 28.152,
};

export const PRICES_AS_OF = '2026-11';

const PRICES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'us-east-1': NORTH_AMERICA,
  'us-west-2': NORTH_AMERICA,
};

/** USD for an hour of one instance, or undefined where the table does not know. */
export function hourlyPriceUsd(region: string, instanceType: string): number | undefined {
  const table = Object.hasOwn(PRICES, region) ? PRICES[region] : undefined;
  return table !== undefined && Object.hasOwn(table, instanceType) ? table[instanceType] : undefined;
}
