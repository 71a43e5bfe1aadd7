/** A resource as a rule sees it, whichever engine hands it over. */
export interface GuardedResource {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** Whether the property's value is only known once other resources are made; `props` has none of these. */
  isUnknown(property: string): boolean;
  /** Whether the property is an output of `other`, such as a bucket policy's `bucket`. */
  refersTo(property: string, other: GuardedResource): boolean;
}

export interface Violation {
  readonly resource: GuardedResource;
  /** What is wrong, and what to do. */
  readonly text: string;
}

export interface GuardRailLimits {
  /** USD that the instances of one training job may cost at most. */
  readonly maximumJobCost: number;
}

/** One rule about programs. Rules about one resource also work while other resources are not known yet. */
export type GuardRail = {
  /** Unique, kebab-case. */
  readonly name: string;
  readonly description: string;
} & (
  | { readonly checkResource: (resource: GuardedResource, limits: GuardRailLimits) => readonly string[] }
  | { readonly checkStack: (resources: readonly GuardedResource[]) => readonly Violation[] }
);
