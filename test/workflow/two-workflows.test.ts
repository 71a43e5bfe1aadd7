import { fileURLToPath } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { deployProgram, type StackOutputs } from '../../localstack/deploy/deploy-program.ts';
import { readStackConfig } from '../../localstack/deploy/stack-config.ts';
import { patternDataset } from '../support/dataset-factory.ts';
import { openCloud } from '../support/open-cloud.ts';
import { pollUntil } from '../support/poll-until.ts';
import { freshName } from '../support/start-target.ts';
import { needing, targetName } from '../support/target-name.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const EXAMPLE_FOLDER = fileURLToPath(new URL('../../examples/two-workflows', import.meta.url));
const EXECUTION_DEADLINE_MS = 45_000;

needing('deployment', 'the example of two workflows in one stack', () => {
  const folder = useTemporaryFolder();

  it('turns green for both, each with its own data set, labels and model', async () => {
    const config = await readStackConfig(EXAMPLE_FOLDER, 'dev');
    const target = targetName();
    if (target === 'aws') throw new Error('needing() lets no target without deployments come here');
    const { cloud, stack, close } = await openCloud(target, folder(), 'us-east-1');
    try {
      const { clients, accountId, region } = cloud;
      const place = { clients, accountId, region, project: config.project, stack };
      const load = () => import('../../examples/two-workflows/index.ts');
      const outputs = await deployProgram(load, { ...config, stack }, place);

      const upload = async (bucket: string, prefix: string, classNames: readonly string[]) => {
        const images = await patternDataset({ classNames, trainPerClass: 8, testPerClass: 2, width: 48, height: 32 });
        for (const [key, Body] of images) {
          await clients.s3.send(new PutObjectCommand({ Bucket: text(outputs, bucket), Key: `${prefix}/${key}`, Body }));
        }
      };
      await upload('scansBucketName', 'scans', ['ill', 'well']);
      await upload('photosBucketName', 'photos', ['outdoors', 'indoors']);

      const ended = async (output: string) => {
        const stateMachineArn = text(outputs, output);
        const start = new StartExecutionCommand({ stateMachineArn, name: freshName('both'), input: '{}' });
        const { executionArn } = await clients.sfn.send(start);
        const execution = await pollUntil(
          `the execution of ${output} has ended`,
          async () => {
            const described = await clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
            return described.status === 'RUNNING' ? undefined : described;
          },
          EXECUTION_DEADLINE_MS,
        );
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

function text(outputs: StackOutputs, name: string): string {
  const value = outputs[name];
  if (typeof value !== 'string') throw new Error(`the example has no output ${name}`);
  return value;
}
