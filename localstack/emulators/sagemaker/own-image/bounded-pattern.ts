import { createContext, Script } from 'node:vm';

const MATCHING = new Script('pattern.exec(line)');

/** A user's regular expression: one that needs forever for some line shall not hold up the whole emulator. */
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
    try {
      const match: RegExpExecArray | null = MATCHING.runInContext(this.#scope, { timeout: this.#limitMs });
      return match?.[1];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { tooSlow: true };
      throw error;
    }
  }
}
