import { optionalStrings, requiredString, structures } from '../core/validation/input-members.ts';
import type { JsonObject, JsonOperations } from '../core/wire/wire-json.ts';
import { requiredRule } from './rule-request.ts';
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
      const gone = new Set(optionalStrings(input, 'Ids'));
      const left = Object.entries(rule.targets).filter(([id]) => !gone.has(id));
      store.put({ ...rule, targets: Object.fromEntries(left) });
      return NONE_FAILED;
    },
  };
}

function targetsById(input: JsonObject): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(structures(input, 'Targets').map((target) => [requiredString(target, 'Id'), target]));
}
