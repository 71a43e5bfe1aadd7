import { isJsonObject, type JsonObject, type JsonOperations } from '../core/wire/wire-json.ts';
import { memberText, requiredRule, validationError } from './rule-request.ts';
import type { RuleStore } from './rule-store.ts';

const NONE_FAILED = { FailedEntryCount: 0, FailedEntries: [] };

/** Targets are kept with their rule and given back; nothing is sent to them. */
export function targetOperations(store: RuleStore): JsonOperations {
  return {
    PutTargets: (input) => {
      const rule = requiredRule(store, input, 'Rule');
      store.put({ ...rule, targets: { ...rule.targets, ...targetsById(input) } });
      return NONE_FAILED;
    },
    ListTargetsByRule: (input) => ({ Targets: Object.values(requiredRule(store, input, 'Rule').targets) }),
    RemoveTargets: (input) => {
      const rule = requiredRule(store, input, 'Rule');
      const gone = new Set([input['Ids'] ?? []].flat().map(String));
      const left = Object.entries(rule.targets).filter(([id]) => !gone.has(id));
      store.put({ ...rule, targets: Object.fromEntries(left) });
      return NONE_FAILED;
    },
  };
}

function targetsById(input: JsonObject): Readonly<Record<string, JsonObject>> {
  const targets = [input['Targets'] ?? []].flat();
  const known = targets.filter(isTarget);
  if (known.length === 0 || known.length < targets.length) {
    throw validationError('[rehearsal] Targets must be a list of at least one target, each with Id and Arn');
  }
  return Object.fromEntries(known.map((target) => [String(target['Id']), target]));
}

function isTarget(value: unknown): value is JsonObject {
  return isJsonObject(value) && memberText(value, 'Id') !== undefined && memberText(value, 'Arn') !== undefined;
}
