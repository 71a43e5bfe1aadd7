import type { ReadableFailure } from './failure-cause.ts';

/** By what a failure says: what to do. `$1` is what the pattern found. */
const ADVICE: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [
    /not authorized to perform: (\S+)/,
    'The role lacks the permission $1. Give it to the role in the program, deploy, then redrive.',
  ],
  [
    /AccessDenied|Access Denied/,
    'The role that did this lacks a permission, or a policy of the bucket denies it. Mend the policy in the program, deploy, then redrive.',
  ],
  [
    /number of input images must be bigger or equal to the mini_batch_size/,
    'Set hyperparameters.mini_batch_size to at most the number of training images, deploy, then start a new execution.',
  ],
  [
    /smaller than image_shape/,
    'Set hyperparameters.image_shape (channels,height,width) to what the smallest image has, deploy, then start a new execution.',
  ],
  [
    /ResourceLimitExceeded/,
    'The account’s quota is in use. Wait until another job ends, or raise the quota, then redrive.',
  ],
  [/CapacityError|InsufficientCapacity/, 'AWS had no free instance. Redrive: it is often there again after a while.'],
  [
    /States\.Timeout/,
    'It took longer than its TimeoutSeconds. Raise it in the program, or look in the log for what took so long.',
  ],
  [/States\.DataLimitExceeded/, 'A state’s data was larger than 256 KiB. Keep large data in S3 and hand on its key.'],
  [
    /States\.(?:Runtime|QueryEvaluationError|ParameterPathFailure|ResultPathMatchFailure)/,
    'The state’s definition and its input do not fit together. Compare the state’s input with the path in the cause.',
  ],
  [/NoSuchKey|NoSuchBucket|NotFound/, 'Something that it reads is not there. Upload it, then redrive.'],
];

/** What to do after a failure, in one or two sentences. */
export function failureAdvice({ error, sentence }: ReadableFailure, isRedrivable: boolean): string {
  const text = `${error} ${sentence}`;
  for (const [pattern, advice] of ADVICE) {
    const found = pattern.exec(text);
    if (found !== null) return advice.replace('$1', found[1] ?? '');
  }
  return isRedrivable
    ? 'When the reason is mended, redrive: the run goes on at the state that failed, and what had succeeded is kept.'
    : 'When the reason is mended, start a new execution.';
}
