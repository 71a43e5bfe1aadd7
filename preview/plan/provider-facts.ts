/** What a provider does with a change that Pulumi's engine asks it about, as data. */
export interface ProviderFacts {
  /** By type, the inputs whose change makes a new resource; what is not known here may do either. */
  readonly replacing: Readonly<Record<string, readonly string[]>>;
  /** By type, the input that names the resource, and that the provider makes up where the program leaves it out. */
  readonly naming: Readonly<Record<string, string>>;
  /** Whether a given name that is taken away stays, or another is made up. */
  readonly keepsGivenName: boolean;
  /** Whether outputs that are no inputs stay known while a resource is changed in place. */
  readonly knowsOutputsOfUpdates: boolean;
  /** Whether a resource under a given name is deleted before it is made again, since there cannot be two of them. */
  readonly deletesNamedFirst: boolean;
  /** Whether a resource is made anew where its provider has another region; not those of global services. */
  readonly replacesForRegion: boolean;
}

/** Services without regions. */
const GLOBAL = /^aws:(?:iam|route53|cloudfront|organizations|account|shield|globalaccelerator|budgets|savingsplans)\//;

export function isRegional(type: string): boolean {
  return type.startsWith('aws:') && !GLOBAL.test(type);
}
