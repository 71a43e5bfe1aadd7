import { defaultSettings } from '../../../../infra/config/read-settings.ts';
import type { Settings } from '../../../../infra/config/settings.ts';

/** The default settings, with some values changed. */
export function sampleConfig(changes: Partial<Settings> = {}): Settings {
  return { ...defaultSettings(), ...changes };
}
