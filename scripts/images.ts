import { parseArgs } from 'node:util';
import { buildImages } from './images/build-images.ts';
import { IMAGES, reference } from './images/image-table.ts';

// `npm run images`: LocalStack with SageMaker inside, and the embedded cloud alone, as Docker images for this machine's kind of
// processor. With --list: their names only.

const print = (line: string) => process.stdout.write(`${line}\n`);
const { values } = parseArgs({ options: { list: { type: 'boolean', default: false } } });

if (values.list) for (const image of IMAGES) print(reference(image));
else await buildImages((line) => print(`built ${line}`));
