/**
 * What the algorithm makes of a file's format, which it takes from the content and never from the name: MXNet decodes images by
 * OpenCV, whose list of formats is that of imread (docs.opencv.org, 3.4 and 4.2; MXNet 1.x was built with one of these).
 */
type FormatUse = 'read' | 'read by some builds' | 'not read';

interface KnownFormat {
  readonly name: string;
  readonly use: FormatUse;
}

/** By sharp's name for the format. */
const FORMATS: ReadonlyMap<string, KnownFormat> = new Map([
  ['jpeg', { name: 'JPEG', use: 'read' }],
  ['png', { name: 'PNG', use: 'read' }],
  // Bytes of a BMP, which are decoded before sharp sees them.
  ['raw', { name: 'BMP', use: 'read' }],
  ['webp', { name: 'WebP', use: 'read by some builds' }],
  ['tiff', { name: 'TIFF', use: 'read by some builds' }],
  ['gif', { name: 'GIF', use: 'not read' }],
  ['svg', { name: 'SVG', use: 'not read' }],
  ['heif', { name: 'HEIC or AVIF', use: 'not read' }],
]);

/** Why an image of that format cannot be trained on; undefined where it can. */
export function formatFault(format: string): string | undefined {
  const { name, use } = FORMATS.get(format) ?? { name: format, use: 'not read' };
  if (use !== 'not read') return undefined;
  return `its content is ${name}, which the algorithm's decoder (OpenCV) does not read, whatever the file is called`;
}

/** The name of a format that only some builds of OpenCV read; undefined for all others. */
export function doubtfulFormat(format: string): string | undefined {
  const known = FORMATS.get(format);
  return known?.use === 'read by some builds' ? known.name : undefined;
}
