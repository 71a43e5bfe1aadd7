import type { StoredTraining } from '../labels/stored-labels.ts';
import type { DatasetChanges } from '../report/dataset-changes.ts';

/** When a run trains. */
export interface RetrainingRules {
  /** Of what is asked of the training job: another one trains again. */
  readonly requestHash: string;
  readonly retrainWhenUnchanged: boolean;
  /** Since the last training; 0 for no minimum. */
  readonly minimumNewImages: number;
}

interface ParsedRetraining {
  /** Absent where none is given, or a wrong one. */
  readonly retraining?: RetrainingRules;
  readonly problems: readonly string[];
}

/** The rules in a payload's member. */
export function parseRetraining(value: unknown): ParsedRetraining {
  if (value === undefined) return { problems: [] };
  const given: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const { requestHash, retrainWhenUnchanged, minimumNewImages } = given;
  const wrong = (name: string, rule: string) =>
    `payload member retraining.${name} is ${JSON.stringify(given[name])} and must be ${rule}`;
  if (typeof requestHash !== 'string') return { problems: [wrong('requestHash', 'text')] };
  if (typeof retrainWhenUnchanged !== 'boolean') return { problems: [wrong('retrainWhenUnchanged', 'true or false')] };
  if (typeof minimumNewImages !== 'number') return { problems: [wrong('minimumNewImages', 'a number')] };
  return { retraining: { requestHash, retrainWhenUnchanged, minimumNewImages }, problems: [] };
}

export interface Decision {
  readonly train: boolean;
  /** A sentence without a full stop. */
  readonly reason: string;
}

export interface DecisionFacts {
  readonly force: boolean;
  readonly rules: RetrainingRules | undefined;
  readonly last: StoredTraining | undefined;
  readonly contentHash: string;
  /** Since the last training; undefined where that is not known. */
  readonly changes: DatasetChanges | undefined;
}

/** Whether there is anything to train on that the last saved model has not seen, and why. */
export function decide({ force, rules, last, contentHash, changes }: DecisionFacts): Decision {
  if (force) return { train: true, reason: "the execution's input asks for it (force)" };
  if (rules === undefined) return { train: true, reason: 'no rule is given by which a run would not train' };
  if (last === undefined) return { train: true, reason: 'no model of this data set was saved yet' };
  const since = `since the execution ${last.executionName}, which saved the model ${last.modelName}`;
  if (rules.requestHash !== last.requestHash) {
    return { train: true, reason: `the training request is another one ${since}` };
  }
  if (contentHash === last.contentHash) {
    return rules.retrainWhenUnchanged
      ? { train: true, reason: `nothing has changed ${since}, and retrainWhenUnchanged is true` }
      : { train: false, reason: `neither images nor the training request have changed ${since}` };
  }
  if (changes === undefined) return { train: true, reason: `the images are others ${since}` };
  const { imagesAdded } = changes;
  const images = imagesAdded === 1 ? 'image was' : 'images were';
  if (imagesAdded < rules.minimumNewImages) {
    return {
      train: false,
      reason: `${imagesAdded} ${images} added ${since}, and minimumNewImages is ${rules.minimumNewImages}`,
    };
  }
  const { imagesRemoved, imagesRelabelled } = changes;
  const others =
    imagesRelabelled === 0 ? '' : `, and ${imagesRelabelled} ${imagesRelabelled === 1 ? 'has' : 'have'} other labels`;
  return { train: true, reason: `${imagesAdded} ${images} added and ${imagesRemoved} removed${others} ${since}` };
}
