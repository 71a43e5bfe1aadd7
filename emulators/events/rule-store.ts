import { join } from 'node:path';
import type { RecordKind } from '../core/storage/record-file.ts';
import { ifPresent, isText, isTextMap, mapOf, record } from '../core/storage/record-shape.ts';
import { RecordStore } from '../core/storage/record-store.ts';
import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';

/** A rule of the default bus with its targets, as they were put. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly eventPattern?: string;
  readonly scheduleExpression?: string;
  readonly roleArn?: string;
  readonly state: string;
  readonly tags: Readonly<Record<string, string>>;
  /** By id; each as PutTargets takes it. */
  readonly targets: Readonly<Record<string, JsonObject>>;
}

const RULES: RecordKind<Rule> = {
  noun: 'EventBridge rule',
  isRecord: record<Rule>({
    name: isText,
    arn: isText,
    description: ifPresent(isText),
    eventPattern: ifPresent(isText),
    scheduleExpression: ifPresent(isText),
    roleArn: ifPresent(isText),
    state: isText,
    tags: isTextMap,
    targets: mapOf(isJsonObject),
  }),
};

/** Rules on disk. */
export class RuleStore {
  readonly #rules: RecordStore<Rule>;

  constructor(dataFolder: string) {
    this.#rules = new RecordStore(join(dataFolder, 'rules'), RULES);
  }

  find(name: string): Rule | undefined {
    return this.#rules.get(name);
  }

  all(): readonly Rule[] {
    return this.#rules.values().sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  put(rule: Rule): void {
    this.#rules.put(rule.name, rule);
  }

  delete(name: string): void {
    this.#rules.delete(name);
  }
}
