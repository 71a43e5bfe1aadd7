import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { openCloud } from '../support/open-cloud.ts';
import { needing, targetName } from '../support/target-name.ts';

const EXAMPLE_FOLDER = fileURLToPath(new URL('../../examples/two-workflows', import.meta.url));
const EXECUTION_DEADLINE_MS = 45_000;

needing('deployment', 'the example of two workflows in one stack', () => {
  it('turns green for both, each with its own data set, labels and model', async () => {
    const target = targetName();
    if (target === 'aws') throw new Error('needing() lets no target without deployments come here');
    const { cloud, stack: name, close } = await openCloud(target);
    try {
      const stack = await cloud.deploy(() => import('../../examples/two-workflows/index.ts'), {
        projectFolder: EXAMPLE_FOLDER,
        configFile: join(EXAMPLE_FOLDER, 'Pulumi.dev.yaml'),
        stack: name,
      });

      const upload = async (bucket: string, prefix: string, classNames: readonly string[]) => {
        const images = await patternDataset({ classNames, trainPerClass: 8, testPerClass: 2, width: 48, height: 32 });
        for (const [key, Body] of images) {
          await cloud.clients.s3.send(
            new PutObjectCommand({ Bucket: stack.output(bucket), Key: `${prefix}/${key}`, Body }),
          );
        }
      };
      await upload('scansBucketName', 'scans', ['ill', 'well']);
      await upload('photosBucketName', 'photos', ['outdoors', 'indoors']);

      const ended = async (output: string) => {
        const run = await stack.startExecution(output);
        const execution = await run.ended({ timeoutMs: EXECUTION_DEADLINE_MS });
        expect(execution.status, execution.cause).to.equal('SUCCEEDED');
        return JSON.parse(execution.output ?? '');
      };
      const [scans, photos] = await Promise.all([ended('scansStateMachineArn'), ended('photosStateMachineArn')]);
      expect(scans.dataset.labels).to.deep.equal({ ill: 0, well: 1 });
      // As the example orders them, not by name alone.
      expect(photos.dataset.labels).to.deep.equal({ indoors: 0, outdoors: 1 });
      expect(scans.model.ModelName).to.match(/^scans-/);
      expect(photos.model.ModelName).to.match(/^photos-/);
      expect(scans.trainingJob.HyperParameters.image_shape).to.equal('1,32,32');
    } finally {
      await close();
    }
  });
});
