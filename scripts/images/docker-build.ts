import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Image, onBase, reference } from './image-table.ts';

/** Builds an image from the staged files; Docker's output is the error's text. Gives what `docker run` takes. */
export async function dockerBuild(image: Image, context: string, base: string | undefined): Promise<string> {
  const name = reference(image);
  const file = join(context, `${image.name}.Dockerfile`);
  await writeFile(file, base === undefined ? image.dockerfile : onBase(image.dockerfile, base));
  const args = ['build', '--tag', name, '--file', file, context];
  const child = spawn('docker', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += data;
    });
  }
  const [exitCode] = await once(child, 'close');
  if (exitCode !== 0) throw new Error(`docker ${args.join(' ')}\n${output}`);
  return name;
}
