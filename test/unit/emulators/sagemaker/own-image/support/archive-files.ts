import { extract } from 'tar-stream';

/** The files of a tar archive, by their names. */
export async function filesIn(archive: Buffer): Promise<Record<string, string>> {
  const entries = extract();
  entries.end(archive);
  const files: Record<string, string> = {};
  for await (const entry of entries) {
    let content = '';
    for await (const chunk of entry) content += String(chunk);
    files[entry.header.name] = content;
  }
  return files;
}
