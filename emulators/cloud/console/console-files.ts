/** One file that the page is made of. */
export interface ConsoleFile {
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** Files of the page by their names: `index.html` and what it loads. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

export const PAGE_FILE = 'index.html';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

export function consoleFile(name: string, body: string | Uint8Array): ConsoleFile {
  return { type: TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream', body };
}
