import { copied } from './listing/page-text.ts';

/** What a key below a split's folder is: an image of a class (see ClassRule), or something that is left out, and why. */
export type KeyKind = ImageKind | { readonly kind: 'skipped'; readonly reason: string };

interface ImageKind {
  readonly kind: 'image';
  readonly group: string;
  readonly nested: boolean;
  /** The path is two names, and nothing is in them that a row could not hold. */
  readonly isUsual?: true;
}

const IMAGE_NAME = /\.(jpe?g|png|bmp)$/i;
/** An image right below a folder, which is what nearly all keys of a data set are. */
const USUAL_PATH = /^[^./\t\n\r][^/\t\n\r]*\/[^./\t\n\r][^/\t\n\r]*\.(?:jpe?g|png|bmp)$/i;

/** Images of a class follow each other: one object stands for all of them. */
let lastKind: ImageKind = { kind: 'image', group: '', nested: false, isUsual: true };

/**
 * Sorts one key by its path below `<prefix>/train/` or `<prefix>/test/`. The first folder is the class; images in folders
 * below it belong to the class too, since a `.lst` row names the whole path.
 */
export function kindOfKey(path: string, sizeBytes: number): KeyKind {
  return sizeBytes > 0 && USUAL_PATH.test(path) ? usualKind(path) : anyKind(path, sizeBytes);
}

function usualKind(path: string): ImageKind {
  const { group } = lastKind;
  if (path[group.length] !== '/' || !path.startsWith(group)) {
    // A slice would keep the whole page's text in memory.
    lastKind = { kind: 'image', group: copied(path.slice(0, path.indexOf('/'))), nested: false, isUsual: true };
  }
  return lastKind;
}

function anyKind(path: string, sizeBytes: number): KeyKind {
  if (path === '' || path.endsWith('/')) return skipped('folder marker');
  if (path.startsWith('.') || path.includes('/.')) return skipped('hidden (a name begins with a dot)');
  if (!IMAGE_NAME.test(path)) return skipped('not an image (.jpg, .jpeg, .png, .bmp)');
  const slash = path.indexOf('/');
  if (slash < 0) return skipped('not in a class folder');
  if (slash === 0 || path.includes('//')) return skipped('a folder without a name in its path');
  if (sizeBytes === 0) return skipped('empty (0 bytes)');
  return { kind: 'image', group: path.slice(0, slash), nested: path.includes('/', slash + 1) };
}

/** Whether a `.lst` row can hold the path: columns are separated by tabs, rows by line breaks. */
export function fitsLstRow(path: string): boolean {
  return !/[\t\n\r]/.test(path);
}

function skipped(reason: string): KeyKind {
  return { kind: 'skipped', reason };
}
