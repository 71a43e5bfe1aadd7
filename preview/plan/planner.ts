import { physicalName } from '../physical-name.ts';
import type { ResourceSnapshot } from '../program-snapshot.ts';
import { formerUrns } from './former-urns.ts';
import { withoutIgnored } from './ignored-changes.ts';
import type { Operation } from './operation.ts';
import { isRegional, type ProviderFacts } from './provider-facts.ts';
import type { Registration } from './registration.ts';
import { hasUnknown, type ResourceDiff, resourceDiff, UNKNOWN } from './resource-diff.ts';
import type { Place, Urn } from './urn.ts';

type Inputs = Readonly<Record<string, unknown>>;

/** A resource that a program asks for, while it runs. */
export interface PlannedResource extends Registration {
  /** With UNKNOWN for what depends on what is not made yet. */
  readonly inputs: Inputs;
  /** Of the provider that makes it. */
  readonly region: string;
}

/** What the program gets to know of a resource before the update. */
export interface KnownResource {
  /** Empty where it is not known. */
  readonly id: string;
  readonly outputs: Inputs;
}

/**
 * Decides what Pulumi's engine would do to each resource of a stack, in the order in which a program registers them: which
 * resource of the state it is (by URN, then by aliases), what differs, and whether that can be changed in place.
 */
export class Planner {
  readonly #place: Place;
  readonly #facts: ProviderFacts;
  readonly #olds: ReadonlyMap<Urn, ResourceSnapshot>;
  readonly #operations = new Map<Urn, Operation>();
  /** Former URNs of those resources that were found by an alias. */
  readonly #found = new Map<Urn, Urn>();
  /** Deleted already, before what they depend on is made again. */
  readonly #deletedFirst = new Set<Urn>();

  constructor(place: Place, state: readonly ResourceSnapshot[], facts: ProviderFacts) {
    this.#place = place;
    this.#facts = facts;
    this.#olds = new Map(state.map((resource) => [resource.urn, resource]));
  }

  register(resource: PlannedResource): KnownResource {
    const old = this.#old(resource);
    const given =
      old === undefined ? resource.inputs : withoutIgnored(resource.inputs, old.inputs, resource.ignoreChanges);
    const inputs = resource.custom ? this.#named(resource, given, old) : given;
    const operation = this.#operation(resource, inputs, old);
    this.#operations.set(resource.urn, operation);
    // A replacement gets a new name where the provider makes it up.
    const isNew = operation.op === 'replace' && resource.custom;
    return this.#known(operation, isNew ? this.#named(resource, given, undefined) : inputs, old);
  }

  /** Everything, what is deleted at the end included, once the program has ended. */
  operations(): readonly Operation[] {
    const former = new Set(this.#found.values());
    const gone = [...this.#olds.values()].filter(({ urn }) => !this.#operations.has(urn) && !former.has(urn));
    return [...this.#operations.values(), ...gone.map(deletion)];
  }

  #old(resource: PlannedResource): ResourceSnapshot | undefined {
    const same = this.#olds.get(resource.urn);
    if (same !== undefined) return same;
    const taken = new Set(this.#found.values());
    const former = formerUrns(resource, this.#place, this.#found).find(
      (urn) => this.#olds.has(urn) && !taken.has(urn) && !this.#operations.has(urn),
    );
    if (former === undefined) return undefined;
    this.#found.set(resource.urn, former);
    return this.#olds.get(former);
  }

  #operation(resource: PlannedResource, inputs: Inputs, old: ResourceSnapshot | undefined): Operation {
    const { urn, type, custom, protect } = resource;
    const nothing = { changed: [], unknown: [], replacedFor: [], refused: false, retained: false, uncertain: false };
    if (old === undefined) return { ...nothing, op: resource.importId === '' ? 'create' : 'import', urn };
    const former = old.urn === urn ? {} : { formerUrn: old.urn };
    const oldInputs = custom ? withName(old, this.#facts) : old.inputs;
    const diff = resourceDiff(type, oldInputs, inputs, this.#facts, resource.replaceOnChanges);
    const known = { ...nothing, ...former, urn, changed: diff.changed, unknown: diff.unknown };
    const replacedFor = this.#replacedFor(resource, old, diff);
    if (replacedFor.length > 0) {
      // What the state holds as protected may be unprotected and replaced in one update.
      const refused = protect && old.protect;
      if (!refused && this.#deletesFirst(resource, inputs, old, diff)) this.#deleteDependents(old);
      return { ...known, op: 'replace', replacedFor, refused, retained: old.retainOnDelete };
    }
    if (diff.changed.length === 0) return { ...known, op: 'same' };
    return { ...known, op: 'update', uncertain: custom && this.#facts.replacing[type] === undefined };
  }

  #replacedFor(resource: PlannedResource, old: ResourceSnapshot, diff: ResourceDiff): readonly string[] {
    if (resource.custom !== old.custom) return ['provider'];
    if (!resource.custom) return [];
    if (this.#deletedFirst.has(old.urn)) return ['what it depends on'];
    if (resource.replaceWith.some((urn) => this.#operations.get(urn)?.op === 'replace')) return ['replaceWith'];
    const moved = this.#facts.replacesForRegion && isRegional(resource.type) && resource.region !== old.region;
    return [...(moved ? ['region'] : []), ...diff.replacing];
  }

  #deletesFirst(
    { type, deleteBeforeReplace }: Registration,
    inputs: Inputs,
    old: ResourceSnapshot,
    diff: ResourceDiff,
  ): boolean {
    if (deleteBeforeReplace !== undefined) return deleteBeforeReplace;
    const naming = this.#facts.naming[type];
    if (naming === undefined || !this.#facts.deletesNamedFirst) return false;
    return old.inputs[naming] !== undefined && inputs[naming] !== undefined && !diff.changed.includes(naming);
  }

  /** Resources of the state that cannot stay while what they depend on is deleted, and theirs in turn. */
  #deleteDependents(root: ResourceSnapshot): void {
    const replaced = new Set([root.urn]);
    for (const resource of this.#olds.values()) {
      if (!resource.custom || this.#operations.has(resource.urn)) continue;
      const waiting = Object.entries(resource.propertyDependencies).filter(([, urns]) =>
        urns.some((urn) => replaced.has(urn)),
      );
      const inputs = { ...resource.inputs, ...Object.fromEntries(waiting.map(([key]) => [key, UNKNOWN])) };
      const { replacing } = resourceDiff(
        resource.type,
        resource.inputs,
        inputs,
        this.#facts,
        resource.replaceOnChanges,
      );
      if (replacing.length === 0) continue;
      replaced.add(resource.urn);
      this.#deletedFirst.add(resource.urn);
    }
  }

  /** The inputs with the name that the provider makes up where the program gives none. */
  #named({ type, name }: PlannedResource, inputs: Inputs, old: ResourceSnapshot | undefined): Inputs {
    const naming = this.#facts.naming[type];
    if (naming === undefined || inputs[naming] !== undefined) return inputs;
    const oldName = old?.outputs[naming];
    const isKept = old !== undefined && (old.inputs[naming] === undefined || this.#facts.keepsGivenName);
    if (isKept && old.inputs['namePrefix'] === inputs['namePrefix']) return { ...inputs, [naming]: oldName };
    return { ...inputs, [naming]: `${physicalName(type, name)}-new` };
  }

  #known({ op }: Operation, inputs: Inputs, old: ResourceSnapshot | undefined): KnownResource {
    const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => !hasUnknown(value)));
    if (old === undefined || op === 'replace') return { id: '', outputs: known };
    const kept = op === 'same' || this.#facts.knowsOutputsOfUpdates ? old.outputs : {};
    // An input that is not known yet is no known output either.
    const outputs = Object.entries({ ...kept, ...known }).filter(([key]) => !hasUnknown(inputs[key]));
    return { id: old.id, outputs: Object.fromEntries(outputs) };
  }
}

function withName({ type, inputs, outputs }: ResourceSnapshot, { naming }: ProviderFacts): Inputs {
  const key = naming[type];
  return key === undefined ? inputs : { ...inputs, [key]: outputs[key] };
}

function deletion({ urn, protect, retainOnDelete }: ResourceSnapshot): Operation {
  const base = { changed: [], unknown: [], replacedFor: [], uncertain: false };
  return { ...base, op: 'delete', urn, refused: protect, retained: retainOnDelete && !protect };
}
