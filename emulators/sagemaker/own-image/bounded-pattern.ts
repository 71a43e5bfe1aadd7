import { createContext, Script } from 'node:vm';

const MATCHING = new Script('pattern.exec(line)');

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
    const first = this.#attempt();
    // The clock also runs while the machine sleeps or is busy with something else: once is not enough.
    return typeof first === 'object' ? this.#attempt() : first;
  }

  #attempt(): ReturnType<BoundedPattern['firstGroup']> {
    try {
      const match: RegExpExecArray | null = MATCHING.runInContext(this.#scope, { timeout: this.#limitMs });
      return match?.[1];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { tooSlow: true };
      throw error;
    }
  }
}
