import { isFaultKind, targetOf } from './fault.ts';

/** A fault as a file or a request has it: `kind`, `which`, `name` and the kind's settings, unchecked. */
export type FaultEntry = Readonly<Record<string, unknown>>;

const TEXT = /^(?<kind>[^:@,]*)(?::(?<which>[^@,]*))?(?:@(?<place>[^,]*))?(?<settings>(?:,.*)?)$/su;

/**
 * A fault as the command line writes it, `KIND[:WHICH][@PLACE][,SETTING=VALUE]…`, as the mapping that a file would hold.
 * PLACE is a pattern of job names or, for a fault of calls, OPERATION or OPERATION/NAME. Nothing is checked yet.
 */
export function faultEntryOf(text: string): FaultEntry {
  const { kind = '', which, place, settings = '' } = TEXT.exec(text.trim())?.groups ?? {};
  const parts = settings.split(',').filter((part) => part !== '');
  return {
    kind,
    ...(which === undefined ? {} : { which }),
    ...(place === undefined ? {} : placeMembers(kind, place)),
    ...Object.fromEntries(parts.map(settingOf)),
  };
}

function placeMembers(kind: string, place: string): FaultEntry {
  if (!isFaultKind(kind) || targetOf(kind) === 'job') return { name: place };
  const [operation = '', ...name] = place.split('/');
  return name.length === 0 ? { operation } : { operation, name: name.join('/') };
}

function settingOf(part: string): [string, string] {
  const [name = '', ...value] = part.split('=');
  return [name.trim(), value.join('=').trim()];
}
