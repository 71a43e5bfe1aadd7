import { createContext, Script } from 'node:vm';
import { runBounded } from '../../core/process/bounded-script.ts';

const MATCHING = new Script('pattern.exec(line)?.[1]');

/** A user's regular expression: one that takes forever for some line must not stop the whole emulator. */
export class BoundedPattern {
  readonly #scope: { readonly pattern: RegExp; line: string };
  readonly #limitMs: number;

  constructor(pattern: RegExp, limitMs: number) {
    this.#scope = { pattern, line: '' };
    this.#limitMs = limitMs;
    createContext(this.#scope);
  }

  /** The first group, or undefined where the line does not fit; `tooSlow` after the limit. */
  firstGroup(line: string): string | undefined | { readonly tooSlow: true } {
    this.#scope.line = line;
    const result = runBounded(MATCHING, this.#scope, this.#limitMs);
    if ('tooSlow' in result) return result;
    return typeof result.value === 'string' ? result.value : undefined;
  }
}
