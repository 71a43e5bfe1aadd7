import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './areas.ts';
import type { Mutant } from './mutant.ts';
import { runTests } from './run-tests.ts';

/** A part of a file and how often it ran; V8 gives inner parts after the outer ones that they are in. */
interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly { readonly ranges: readonly Range[] }[];
}

/** What one test file runs of the sources. */
export interface CoveringTest {
  readonly test: string;
  readonly tookMs: number;
  /** By path; one list for each process that loaded the file. */
  readonly ranges: ReadonlyMap<string, readonly (readonly Range[])[]>;
}

const LIMIT_MS = 600_000;

/** Runs one test file by itself and notes what of the sources it runs. It must pass. */
export async function coverageOf(test: string, sources: readonly string[]): Promise<CoveringTest> {
  const coverageFolder = mkdtempSync(join(tmpdir(), 'mutants-coverage-'));
  try {
    const startedMs = Date.now();
    const outcome = await runTests({ tests: [test], limitMs: LIMIT_MS, coverageFolder });
    if (outcome !== 'passed') throw new Error(`${test} ${outcome} without a mutant: mend it first`);
    return { test, tookMs: Date.now() - startedMs, ranges: rangesIn(coverageFolder, sources) };
  } finally {
    rmSync(coverageFolder, { recursive: true, force: true });
  }
}

function rangesIn(folder: string, sources: readonly string[]): CoveringTest['ranges'] {
  const pathOf = new Map(sources.map((path) => [pathToFileURL(join(ROOT, path)).href, path]));
  const found = new Map<string, (readonly Range[])[]>();
  for (const file of readdirSync(folder)) {
    const { result }: { result: readonly ScriptCoverage[] } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const { url, functions } of result) {
      const path = pathOf.get(url);
      if (path === undefined) continue;
      found.set(path, [...(found.get(path) ?? []), functions.flatMap(({ ranges }) => ranges)]);
    }
  }
  return found;
}

/** Whether the test runs the code that the mutant changes. */
export function covers({ ranges }: CoveringTest, { path, start, end }: Mutant): boolean {
  return (ranges.get(path) ?? []).some((process) => {
    const around = process.filter(({ startOffset, endOffset }) => startOffset <= start && end <= endOffset);
    const innermost = around.toSorted((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset))[0];
    return innermost !== undefined && innermost.count > 0;
  });
}
