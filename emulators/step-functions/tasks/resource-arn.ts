const OPTIMIZED = /^arn:(aws[a-z-]*):states:[a-z0-9-]*:[0-9]*:(.+)$/;
/** A function as AWS's examples write it, for readers to fill in; TestState takes it. */
const PLACEHOLDER = /^arn:aws[a-z-]*:lambda:your-region:your-account-id:function:[a-zA-Z0-9-_]+$/;
const FUNCTION = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9-_]+(?::[a-zA-Z0-9-_$]+)?$/;

const ACTIVITY = /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:activity:[^:]+$/;

export type ParsedResource =
  /** `lambda:invoke`, `sagemaker:createTrainingJob.sync`, ... */
  | { readonly kind: 'integration'; readonly name: string }
  | { readonly kind: 'function'; readonly functionArn: string }
  | { readonly kind: 'activity'; readonly activityArn: string }
  | { readonly kind: 'unknown' };

/** What a Task's Resource names. */
export function parseResource(resource: string): ParsedResource {
  if (FUNCTION.test(resource) || PLACEHOLDER.test(resource)) return { kind: 'function', functionArn: resource };
  if (isActivityArn(resource)) return { kind: 'activity', activityArn: resource };
  const name = OPTIMIZED.exec(resource)?.[2];
  if (name === undefined || name.startsWith('activity:')) return { kind: 'unknown' };
  return { kind: 'integration', name };
}

export function isActivityArn(resource: string): boolean {
  return ACTIVITY.test(resource);
}
