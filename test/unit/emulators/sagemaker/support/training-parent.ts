/** A parent of a fake training process, to be killed: arguments are the fake's path and the job's work folder. */
import { algorithmProcess } from '../../../../../emulators/sagemaker/training-jobs/run/algorithm-process.ts';

const [fake = '', workFolder = ''] = process.argv.slice(2);
const spec = {
  trainingJobName: 'orphan',
  hyperParameters: { fake: 'wait' },
  channels: [],
  s3: { endpointUrl: 'http://127.0.0.1:1', region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 's' },
  workFolder,
  seed: 1,
};
algorithmProcess({ command: process.execPath, args: [fake] })(spec, {
  onEvent: ({ type }) => console.log(type),
  onLine: (line) => console.log(line),
});
