import { spawn } from 'node:child_process';

/** By platform: the program that opens an address in the user's browser, and its first arguments. */
const OPENERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
const LINUX_OPENER = ['xdg-open'] as const;

/** Opens the user's browser; gives why it could not be opened, or undefined. BROWSER, where it is set, is the program to use. */
export function openBrowser(
  url: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): Promise<string | undefined> {
  const own = environment['BROWSER'];
  const [program, ...args] = own === undefined || own === '' ? (OPENERS[platform] ?? LINUX_OPENER) : ([own] as const);
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
    child.once('error', (error) => resolve(`${program} could not be started (${error.message})`));
    child.once('spawn', () => {
      child.unref();
      resolve(undefined);
    });
  });
}
