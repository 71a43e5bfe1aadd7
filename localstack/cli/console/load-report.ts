import { join } from 'node:path';
import { BUNDLE_OPTIONS, CONSOLE_FOLDER } from './bundle-options.ts';

/** What the report needs to be told: it is a client of the endpoint, and knows no file. */
export interface AskedReport {
  readonly executionArn: string;
  readonly transport: (service: string, path: string, init: RequestInit) => Promise<Response>;
  readonly styles: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly denials: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  readonly makeThumbnail: (image: Uint8Array) => Promise<string | undefined>;
}

interface ReportModule {
  renderReport(asked: AskedReport): Promise<string>;
}

export interface LoadedReport extends ReportModule {
  /** All styles of the report, as one text. */
  readonly styles: string;
}

/** Bundles the report's part of the console, whose sources Node cannot run as they are, and loads it. */
export async function loadReport(): Promise<LoadedReport> {
  const { build } = await import('esbuild');
  const [script, sheet] = await Promise.all(
    [join('report', 'render-report.tsx'), join('styles', 'report.css')].map(async (name) => {
      const { outputFiles } = await build({
        ...BUNDLE_OPTIONS,
        entryPoints: [join(CONSOLE_FOLDER, name)],
        platform: 'node',
      });
      return outputFiles[0]?.text ?? '';
    }),
  );
  const module: unknown = await import(`data:text/javascript,${encodeURIComponent(script ?? '')}`);
  if (!isReportModule(module)) throw new Error('console/report/render-report.tsx has no renderReport');
  return { renderReport: module.renderReport, styles: sheet ?? '' };
}

function isReportModule(module: unknown): module is ReportModule {
  return typeof module === 'object' && module !== null && 'renderReport' in module;
}
