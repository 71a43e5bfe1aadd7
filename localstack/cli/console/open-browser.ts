import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** By platform: the program that opens an address in the user's browser, and its first arguments. */
const OPENERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
const LINUX_OPENER = ['xdg-open'] as const;

/** An opener that fails does so at once; a browser that it started may stay. */
const FAILS_WITHIN_MS = 2_000;

/**
 * Opens the user's browser; gives why it could not be opened, or undefined. BROWSER, where it is set, is the program to use, with its
 * arguments; `%s` in them stands for the address.
 */
export async function openBrowser(
  url: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): Promise<string | undefined> {
  const own = wordsOf(environment['BROWSER'] ?? '');
  const [program = '', ...args] = own.length > 0 ? own : (OPENERS[platform] ?? LINUX_OPENER);
  const placed = args.some((arg) => arg.includes('%s')) ? args.map((arg) => arg.replaceAll('%s', url)) : [...args, url];
  const child = spawn(program, placed, { stdio: 'ignore', detached: true });
  const failure = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(`${program} could not be started (${error.message})`));
    child.once('exit', (code) => resolve(code === 0 ? undefined : `${program} ended with exit status ${code}`));
  });
  const waiting = new AbortController();
  const goesOn = pause(FAILS_WITHIN_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
  const problem = await Promise.race([failure, goesOn]);
  waiting.abort();
  child.unref();
  return problem;
}

/** Words of a command, of which one in quotes may have spaces. */
function wordsOf(command: string): readonly string[] {
  // As it was before arguments were known: a path, in which spaces need no quotes.
  if (existsSync(command)) return [command];
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, one, other, plain]) => one ?? other ?? plain ?? '',
  );
}
