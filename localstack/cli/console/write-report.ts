import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';
import { buildWholeLater } from '../../../emulators/core/storage/whole-file.ts';
import { readOutputs } from '../../deploy/outputs/outputs-file.ts';
import type { RunResult } from '../../rehearsal/run-result.ts';
import { PROJECT_FOLDER, type StartedWorkflow } from '../../rehearsal/started-workflow.ts';
import { loadReport } from './load-report.ts';
import { makeThumbnail } from './make-thumbnail.ts';

/** Writes a run as one file of HTML, with the parts that the console is made of; whole or not at all. */
export async function writeReport(
  file: string,
  { cloud, dataFolder }: StartedWorkflow,
  { executionArn, denials = [] }: RunResult,
): Promise<void> {
  const { renderReport, styles } = await loadReport();
  const html = await renderReport({
    executionArn,
    transport: transportTo(cloud),
    styles,
    outputs: await readOutputs(dataFolder),
    denials,
    versions: await versions(cloud),
    makeThumbnail,
  });
  await buildWholeLater(file, (unfinished) => writeFile(unfinished, html));
}

/** As the console's server does it: local AWSs do not verify signatures; whose call it is, and of which service, they read here. */
function transportTo({ endpointUrl, region, clients }: StartedCloud) {
  const { accessKeyId } = clients.access.credentials;
  return (service: string, path: string, init: RequestInit): Promise<Response> => {
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const scope = `${accessKeyId}/${day}/${region}/${service}/aws4_request`;
    const headers = new Headers(init.headers);
    headers.set('authorization', `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=report`);
    return fetch(`${endpointUrl}${path}`, { ...init, headers });
  };
}

async function versions({ servePage, region }: StartedCloud): Promise<Readonly<Record<string, string>>> {
  const { name, version }: { name: string; version: string } = JSON.parse(
    await readFile(join(PROJECT_FOLDER, 'package.json'), 'utf8'),
  );
  return {
    [name]: version,
    Node: process.versions.node,
    [servePage === undefined ? 'LocalStack' : 'emulators']: `in ${region}`,
  };
}
