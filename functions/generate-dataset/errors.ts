/**
 * A data set that cannot be trained on, or a call that cannot be understood. Lambda reports `name` as the error's type and
 * Step Functions as the error's name, so a state's Catch or Retry can match it.
 */
export class DatasetError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

/** The call's payload or the function's environment is not as it must be. */
export class InvalidRequestError extends DatasetError {
  constructor(problems: readonly string[]) {
    super('InvalidRequestError', `the function cannot work with what it was given: ${problems.join('; ')}`);
  }
}

/** Keys that would be rows hold a tab or a line break, which a `.lst` file cannot express. */
export class UnusableKeyError extends DatasetError {
  constructor(total: number, first: readonly string[]) {
    const keys = first.map((key) => JSON.stringify(key)).join(', ');
    const more = total > first.length ? `, and ${total - first.length} more` : '';
    const hold = total === 1 ? 'image key holds' : 'image keys hold';
    super(
      'UnusableKeyError',
      `${total} ${hold} a tab or a line break, which a .lst file cannot hold; rename ${keys}${more}`,
    );
  }
}

/** One split has no image. */
export class DatasetEmptyError extends DatasetError {
  constructor(location: string, skipped: number, labelsUri?: string) {
    const found = skipped === 0 ? 'nothing is there' : keysWithoutImage(skipped);
    const where = labelsUri === undefined ? `to ${location}<class>/` : `there and name them in ${labelsUri}`;
    super(
      'DatasetEmptyError',
      `no images under ${location}: ${found}; upload .jpg, .jpeg, .png or .bmp files ${where}`,
    );
  }
}

function keysWithoutImage(count: number): string {
  return count === 1 ? 'the only key there is not one' : `none of the ${count} keys there is one`;
}

/** All training images are of one class: there is nothing to distinguish. */
export class SingleClassError extends DatasetError {
  constructor(location: string, className: string, labelsUri?: string) {
    const two = labelsUri === undefined ? 'class folders' : `labels in ${labelsUri}`;
    super(
      'SingleClassError',
      `all images under ${location} are of the class ${JSON.stringify(className)}; a classifier needs at least two ${two}`,
    );
  }
}

/** Classes that have test images and no training images. */
export class UnknownTestClassError extends DatasetError {
  constructor(names: readonly string[], trainLocation: string) {
    const [have, them, their] = names.length === 1 ? ['class has', 'it', 'its'] : ['classes have', 'them', 'their'];
    super(
      'UnknownTestClassError',
      `${names.length} ${have} test images but no training images: ${listNames(names)}; upload images of ${them} under ${trainLocation} or remove ${their} test images`,
    );
  }
}

/** The configured order of classes is not an order of the classes that the data has. */
export class ClassOrderError extends DatasetError {
  /** `source`: what says which classes there are. */
  constructor(unlisted: readonly string[], missing: readonly string[], source: string) {
    const parts = [
      ...(unlisted.length > 0 ? [`it lacks ${listNames(unlisted)}`] : []),
      ...(missing.length > 0 ? [`it has ${listNames(missing)} without training images`] : []),
    ];
    super(
      'ClassOrderError',
      `the configured class order does not fit the data: ${parts.join(', and ')}; correct classOrder or ${source}`,
    );
  }
}

/** Images that the algorithm cannot train on, by a look into a sample. */
export class ImageContentError extends DatasetError {
  constructor(problems: readonly string[]) {
    super(
      'ImageContentError',
      `training would fail: ${problems.join('; ')}; replace these images, and look for more of the kind (samplePerClass 0 leaves this look out)`,
    );
  }
}

/** S3 refused or failed a call, after the SDK's own retries. */
export class DatasetStorageError extends DatasetError {
  constructor(doing: string, cause: unknown) {
    const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super('DatasetStorageError', `${doing} failed: ${text}`, { cause });
  }
}

const SHOWN_NAMES = 20;

/** As JSON, the first 20 of them. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).map((name) => JSON.stringify(name));
  return names.length > SHOWN_NAMES ? `${shown.join(', ')} and ${names.length - SHOWN_NAMES} more` : shown.join(', ');
}

/** Throws the first of several problems, its message naming the others too, so that one run shows all of them. */
export function throwProblems(problems: readonly DatasetError[]): void {
  const [first, ...others] = problems;
  if (first === undefined) return;
  for (const other of others) first.message += `\nAlso ${other.name}: ${other.message}`;
  throw first;
}
