import { DatasetError } from '../errors.ts';

const SHOWN_NAMES = 20;

/** Images lie as for the other way to split them. */
export class SplitLayoutError extends DatasetError {
  constructor(message: string) {
    super('SplitLayoutError', message);
  }
}

/** The pattern finds no group in any key. */
export class GroupPatternError extends DatasetError {
  constructor(pattern: string, location: string, images: number, first: readonly string[]) {
    super(
      'GroupPatternError',
      `groupPattern ${JSON.stringify(pattern)} fits none of the ${images} image keys: it must fit what follows ${location} in keys such as ${first
        .map((key) => JSON.stringify(key))
        .join(', ')}`,
    );
  }
}

/** Groups are so few that a side has none of a class. */
export class SplitSideError extends DatasetError {
  constructor(what: string) {
    super(
      'SplitSideError',
      `${what}; add images of more groups, choose another validationFraction, or leave out groupPattern`,
    );
  }

  static ofClasses(names: readonly string[]): SplitSideError {
    const shown = names.slice(0, SHOWN_NAMES).map((name) => JSON.stringify(name));
    const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : '';
    const subject = names.length === 1 ? 'class has' : 'classes have';
    return new SplitSideError(
      `${names.length} ${subject} no training images, since all their images are of groups that the split keeps for validation: ${shown.join(', ')}${more}`,
    );
  }
}
