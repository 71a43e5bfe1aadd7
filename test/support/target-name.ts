/** Where the workflow's tests run: TARGET in the environment. */
export type TargetName = 'embedded' | 'localstack' | 'aws';

/**
 * What a test may need of a target beyond the deployed workflow: `deployment` of a stack of its own configuration,
 * `faults` on demand, and these in a state machine with variables, for which LocalStack has to download a Java.
 */
export type Ability = 'deployment' | 'faults' | 'faults with variables';

const ABILITIES: Readonly<Record<TargetName, readonly Ability[]>> = {
  embedded: ['deployment', 'faults', 'faults with variables'],
  localstack: ['deployment', 'faults'],
  aws: [],
};

/** What TARGET names; embedded where it is not set. */
export function targetName(): TargetName {
  const target = process.env['TARGET'] ?? 'embedded';
  if (isTargetName(target)) return target;
  throw new Error(`TARGET=${target}: must be ${Object.keys(ABILITIES).join(', ')}`);
}

/** Defines tests where the target can do what they need; where it cannot, the run says that they are left out. */
export function needing(ability: Ability, title: string, defineTests: () => void): void {
  const target = targetName();
  if (ABILITIES[target].includes(ability)) describe(title, defineTests);
  else console.log(`left out on ${target}, which has no ${ability}: ${title}`);
}

function isTargetName(text: string): text is TargetName {
  return Object.hasOwn(ABILITIES, text);
}
