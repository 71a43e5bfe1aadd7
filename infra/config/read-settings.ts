import { meantName } from './meant-name.ts';
import { Refused, type Setting } from './setting.ts';
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings } from './settings.ts';

export interface ReadSettings {
  readonly settings: Settings;
  /** Everything that is wrong; where something is, its setting has its default. */
  readonly problems: readonly string[];
}

/** Shown in place of a value that is a secret. */
const SECRET = '[secret]';

/** Settings out of configuration texts by key, as Pulumi hands them to a program; a key that is not there has its default. */
export function settingsOfTexts(texts: ReadonlyMap<string, string>, secrets: ReadonlySet<string>): ReadSettings {
  const problems: string[] = [];
  const settings = collect((name, setting) => {
    const given = texts.get(name);
    if (given === undefined) return setting.default;
    const shown = secrets.has(name) ? SECRET : JSON.stringify(given);
    return accepted(name, setting, setting.fromText(given), shown, problems);
  });
  return { settings, problems: [...problems, ...unknownKeys(texts.keys())] };
}

/** Settings out of a component's arguments; undefined has the default. */
export function settingsOfValues(values: Readonly<Record<string, unknown>>): ReadSettings {
  const problems: string[] = [];
  const settings = collect((name, setting) => {
    const given = values[name];
    return given === undefined ? setting.default : accepted(name, setting, given, JSON.stringify(given), problems);
  });
  return { settings, problems };
}

/** The default of every setting. */
export function defaultSettings(): Settings {
  return collect((_, { default: value }) => value);
}

/** A record with a value for every setting; each has its setting's own type, which the compiler cannot follow name by name. */
function collect(read: (name: SettingName, setting: Setting<unknown>) => unknown): Settings {
  const entries = SETTING_NAMES.map((name) => [name, read(name, SETTINGS[name])]);
  return Object.fromEntries(entries);
}

function accepted(name: string, setting: Setting<unknown>, value: unknown, shown: string, problems: string[]): unknown {
  const result = setting.accept(value);
  if (!(result instanceof Refused)) return result;
  if (result.rule !== undefined) problems.push(`${name} is ${shown}: ${result.rule}`);
  problems.push(...(shown === SECRET ? result.lines.map(withoutValue) : result.lines));
  return setting.default;
}

/** Of a line such as `tags.team is 7: …`. */
function withoutValue(line: string): string {
  return line.replace(/ is (?:"(?:[^"\\]|\\.)*"|[^:]*):/, ` is ${SECRET}:`);
}

function unknownKeys(keys: Iterable<string>): readonly string[] {
  const known = [...SETTING_NAMES].sort();
  const unknown = [...keys].filter((key) => !known.some((name) => name === key)).sort();
  return unknown.map((key) => {
    const near = meantName(key, known);
    const hint = near === undefined ? `known keys are ${known.join(', ')};` : `did you mean "${near}"? rename it, or`;
    return `${key} is not a key of this project: ${hint} remove it with \`pulumi config rm ${key}\``;
  });
}
