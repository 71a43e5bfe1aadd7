import { join } from 'node:path';
import type { Tag } from '@aws-sdk/client-sagemaker';
import type { RecordKind } from '../core/storage/record-file.ts';
import { isText, listOf, record } from '../core/storage/record-shape.ts';
import { RecordStore } from '../core/storage/record-store.ts';
import { validationError } from './validation-error.ts';

const MAX_TAGS = 50;
export const TAGS: RecordKind<readonly Tag[]> = {
  noun: 'tags of',
  isRecord: listOf(record<Tag>({ Key: isText, Value: isText })),
};

/** Tags by the ARN of what they are on. */
export class TagStore {
  readonly #store: RecordStore<readonly Tag[]>;

  constructor(folder: string) {
    this.#store = new RecordStore(join(folder, 'tags'), TAGS);
  }

  of(arn: string): readonly Tag[] {
    return this.#store.get(arn) ?? [];
  }

  /**
   * Keeps a new resource together with its tags: the tags first, taken back when `keep` fails, so that nothing is ever
   * there without them. Tags that an interrupted creation of the same name left behind are replaced.
   */
  keepWith(arn: string, tags: readonly Tag[], keep: () => void): void {
    this.#store.delete(arn);
    this.add(arn, tags);
    try {
      keep();
    } catch (error) {
      this.forget(arn);
      throw error;
    }
  }

  /** Adds tags, replacing the values of keys that are there; refused as a whole when the result would break a rule. */
  add(arn: string, tags: readonly Tag[]): readonly Tag[] {
    checkTags(tags);
    const byKey = new Map([...this.of(arn), ...tags].map((tag) => [tag.Key, tag]));
    if (byKey.size > MAX_TAGS) {
      throw validationError(`[rehearsal] ${arn} would have ${byKey.size} tags; at most ${MAX_TAGS} are allowed`);
    }
    const merged = [...byKey.values()];
    if (merged.length > 0) this.#store.put(arn, merged);
    return merged;
  }

  remove(arn: string, keys: readonly string[]): void {
    const left = this.of(arn).filter((tag) => !keys.includes(tag.Key ?? ''));
    if (left.length > 0) this.#store.put(arn, left);
    else this.#store.delete(arn);
  }

  forget(arn: string): void {
    this.#store.delete(arn);
  }
}

/** Refuses repeated keys and keys that AWS reserves for itself. */
export function checkTags(tags: readonly Tag[]): void {
  const keys = tags.map((tag) => tag.Key ?? '');
  const reserved = keys.filter((key) => key.toLowerCase().startsWith('aws:'));
  const repeated = new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
  const problems = [
    ...reserved.map((key) => `tag key '${key}' begins with 'aws:', which is reserved`),
    ...[...repeated].map((key) => `tag key '${key}' is given more than once`),
  ];
  if (problems.length > 0) throw validationError(`[rehearsal] ${problems.join('; ')}`);
}
