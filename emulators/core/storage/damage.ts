/**
 * Files of the data folder that hold no record: emptied, cut short or overwritten by whatever befell the disk. Each is set
 * aside and named, and everything else goes on. Stores are opened deep inside services, and some read a file only when
 * somebody asks for it: whoever runs a cloud hears of it here, by the folder that is theirs.
 */
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { makePrivateFolder } from './private-files.ts';

export interface Damage {
  /** What is lost, such as `IAM role "trainer"`. */
  readonly what: string;
  readonly file: string;
  /** Why it cannot be used, such as `it is empty`. */
  readonly reason: string;
  /** Where the file, or a copy of it, is now. */
  readonly keptAt: string;
}

export type OnDamage = (damage: Damage) => void;

/** Beside what is damaged. */
const DAMAGED = 'damaged';

const listeners = new Map<string, OnDamage>();

/** Reports all damage below the folder until it is disposed of; without a listener it goes to standard error. */
export function listenForDamage(folder: string, onDamage: OnDamage): Disposable {
  const path = resolve(folder);
  listeners.set(path, onDamage);
  return { [Symbol.dispose]: () => void listeners.delete(path) };
}

/** Moves a damaged file, or folder, out of the way. Nothing is ever deleted. */
export function setAside(file: string, what: string, reason: string): void {
  const keptAt = placeFor(file);
  renameSync(file, keptAt);
  tell({ what, file, reason, keptAt });
}

/** Keeps a copy of a file of which only a part is damaged and the rest stays in use; once, however often it is read. */
export function keepCopy(file: string, what: string, reason: string): void {
  if (existsSync(join(dirname(file), DAMAGED, basename(file)))) return;
  const keptAt = placeFor(file);
  copyFileSync(file, keptAt);
  tell({ what, file, reason, keptAt });
}

/** Whether anything of a folder was ever set aside: then what nothing refers to may still be of use. */
export function hasDamage(folder: string): boolean {
  return existsSync(join(folder, DAMAGED));
}

export function isDamagedFolder(name: string): boolean {
  return name === DAMAGED;
}

/** One line for people. */
export function damageText({ what, file, reason, keptAt }: Damage): string {
  return `[rehearsal] damaged in the data folder: ${what}: ${reason} (${file}). It is set aside as ${keptAt}; all else goes on`;
}

function placeFor(file: string): string {
  const folder = join(dirname(file), DAMAGED);
  makePrivateFolder(folder);
  const path = join(folder, basename(file));
  for (let count = 1; ; count += 1) {
    const place = count === 1 ? path : `${path}.${count}`;
    if (!existsSync(place)) return place;
  }
}

function tell(damage: Damage): void {
  const listener = [...listeners].find(([folder]) => resolve(damage.file).startsWith(folder + sep));
  if (listener === undefined) process.stderr.write(`${damageText(damage)}\n`);
  else listener[1](damage);
}
