/**
 * What DescribeTrainingJob lists under AlgorithmSpecification.MetricDefinitions for the built-in algorithm. The names are AWS's;
 * the regular expressions are ours and fit the lines of the algorithm's log.
 */
export const METRIC_DEFINITIONS = [
  { Name: 'train:accuracy', Regex: 'Epoch\\[\\d+\\] Train-accuracy=(\\S+)' },
  { Name: 'validation:accuracy', Regex: 'Epoch\\[\\d+\\] Validation-accuracy=(\\S+)' },
  { Name: 'throughput', Regex: 'Speed: (\\S+) samples/sec' },
] as const;
