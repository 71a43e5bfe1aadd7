const ON_DEMAND = 'nothing here causes it by itself; it can be asked for: see docs/faults.md';
const NOT_PUBLIC = 'no public text says what it looks like, or that it is ever seen';

/** Entries of training-failures.json that no test reproduces, with the reason. */
export const ALGORITHM_NOT_REPRODUCED: Readonly<Record<string, string>> = {
  'data.pipeTimeout': 'no channel stalls here: it is read at once or its storage does not answer (platform.prefix)',
  'data.noChannelContent': 'a channel without content type is refused before it is read (channel.contentType)',
  'hp.unknown.full': 'the longer form of hp.unknown, which was not seen in a job of this algorithm',
  'hp.type': 'every hyperparameter is a string: CreateTrainingJob refuses other JSON types',
  'hp.fallback': "quotes the schema's own error, and the schema is not public",
  'hp.accessorMissing': 'what the algorithm needs is missed before, by its schema (hp.missing)',
  'gpu.required.runtime': 'an instance without GPU is refused by CreateTrainingJob, as by AWS since 2021',
  'host.oom': 'the memory of an instance is not reckoned',
  capacity: ON_DEMAND,
  internal: ON_DEMAND,
  maxWait: ON_DEMAND,
  'download.vpc': 'VpcConfig is kept and has no effect: there is no network to be cut off from',
  'download.fastFilePrefix': 'FastFile mode is refused by CreateTrainingJob',
  'upload.oom': 'the memory of an instance is not reckoned',
  'algorithm.initialize': NOT_PUBLIC,
  'algorithm.writeModel': NOT_PUBLIC,
};
