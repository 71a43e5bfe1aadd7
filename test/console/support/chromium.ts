import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The system's Chromium, or the one that CHROMIUM names. */
function executable(): string {
  const own = process.env['CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    ...(own === undefined ? [] : [own]),
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    MAC,
  ];
  const found = candidates.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    `there is no Chromium here: install it (Debian: apt-get install chromium), or name the program with CHROMIUM=/path/to/chrome. Looked for ${NAMES.join(', ')} on PATH`,
  );
}

/** As root there is no sandbox to be had, as in CI's containers. */
export function launchChromium(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: executable(), args: isRoot ? ['--no-sandbox'] : [] });
}
