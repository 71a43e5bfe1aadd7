/** When the listing is given to several functions: where this one could not finish in its time, or always. */
export type FanOutWhen = 'auto' | 'always';

/** What this call of the function is in a run that may fan out. Absent: the whole data set in one call. */
export type FanOutRequest =
  | { readonly step: 'plan'; readonly when: FanOutWhen }
  | { readonly step: 'list' | 'write'; readonly folder: string; readonly range: number }
  | { readonly step: 'number' | 'join'; readonly folder: string }
  | { readonly step: 'tell'; readonly folder: string; readonly redrives: number };

interface ParsedFanOut {
  readonly fanOut?: FanOutRequest;
  readonly problems: readonly string[];
}

/** The payload's member `fanOut`. */
export function parseFanOut(value: unknown): ParsedFanOut {
  if (value === undefined) return { problems: [] };
  const fields: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const { step, when, folder, range, redrives } = fields;
  switch (step) {
    case 'plan':
      if (when === 'auto' || when === 'always') return { fanOut: { step, when }, problems: [] };
      return refused('when', when, '"auto" or "always"');
    case 'list':
    case 'write':
      if (!isText(folder)) return refused('folder', folder, 'the folder of a plan');
      if (!isIndex(range)) return refused('range', range, 'the number of a range of the plan, from 0');
      return { fanOut: { step, folder, range }, problems: [] };
    case 'number':
    case 'join':
      if (!isText(folder)) return refused('folder', folder, 'the folder of a plan');
      return { fanOut: { step, folder }, problems: [] };
    case 'tell':
      if (!isText(folder)) return refused('folder', folder, 'the folder of a plan');
      if (!isIndex(redrives)) return refused('redrives', redrives, 'how often the execution was redriven');
      return { fanOut: { step, folder, redrives }, problems: [] };
    default:
      return refused('step', step, '"plan", "list", "number", "write", "join" or "tell"');
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function refused(member: string, value: unknown, meant: string): ParsedFanOut {
  return { problems: [`payload member fanOut.${member} is ${JSON.stringify(value)} and must be ${meant}`] };
}
