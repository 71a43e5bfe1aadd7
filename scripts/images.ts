import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { buildImages } from './images/build-images.ts';
import { IMAGES, reference } from './images/image-table.ts';

const TABLE = {
  command: 'npm run images --',
  summary: [
    'Builds LocalStack with SageMaker inside, and the embedded cloud alone, as Docker images for this machine’s kind of processor.',
  ],
  options: { list: { text: 'shows the names of the images and builds nothing' } },
  notes: ['LOCALSTACK_IMAGE and EMULATORS_BASE_IMAGE name other images to build on.'],
} as const satisfies CommandTable;

const print = (line: string) => process.stdout.write(`${line}\n`);

await runCommand(TABLE, async (options) => {
  if (options.isOn('list')) for (const image of IMAGES) print(reference(image));
  else await buildImages((line) => print(`built ${line}`));
  return 0;
});
