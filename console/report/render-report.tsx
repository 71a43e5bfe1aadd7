import { renderToString } from 'preact-render-to-string';
import { sendBy, type Transport } from '../aws/transport.ts';
import { type AskedReport, collectReport } from './collect-report.ts';
import type { ReportData } from './report-data.ts';
import { ReportPage } from './report-page.tsx';

export interface Asked extends AskedReport {
  /** Sends its calls to the endpoint. */
  readonly transport: Transport;
  /** All styles, as one text. */
  readonly styles: string;
}

/** No script runs and nothing is asked for, whatever the data may hold. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** Asks for all of a run, and gives it as one file of HTML. */
export async function renderReport({ transport, styles, ...asked }: Asked): Promise<string> {
  sendBy(transport);
  return reportHtml(await collectReport(asked), styles);
}

export function reportHtml(data: ReportData, styles: string): string {
  const { name, status } = data.execution;
  // Styles are this project's own; the end of their element must not be in them all the same.
  const css = styles.replaceAll('</', '<\\/');
  const head = (
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${name}: ${status}`}</title>
      <style dangerouslySetInnerHTML={{ __html: css }} />
    </head>
  );
  const page = (
    <html lang="en">
      {head}
      <body>
        <ReportPage data={data} />
      </body>
    </html>
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}
