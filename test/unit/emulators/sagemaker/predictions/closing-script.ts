// A process that has nothing but a predictor's process, and closes it.
import { fileURLToPath } from 'node:url';
import { PredictorProcess } from '../../../../../emulators/sagemaker/predictions/predictor-process.ts';

const child = new PredictorProcess(fileURLToPath(new URL('./dying-process.ts', import.meta.url)));
await child.close();
process.stdout.write('closed\n');
