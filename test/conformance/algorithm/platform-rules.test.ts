import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../support/rule.ts';
import { useTrainingFixture } from './training-fixture.ts';

const TABLE = 'sagemaker-algorithm';
const FACTS = 'training-failures.json';

describe('failures around the image-classification algorithm', () => {
  const lab = useTrainingFixture();

  rule(
    {
      table: TABLE,
      id: 'download.403',
      aws: 'fails where the role may not read the data',
      here: 'same',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      const { reason, log } = await lab().gate.while('denied', /^GET \/data\/train\//u, () => lab().run());
      expect(reason).to.equal(
        'ClientError: Data download failed:failed to download data. 403 Forbidden (403): Forbidden',
      );
      expect(log.at(-1)).to.match(
        /Customer Error: \[rehearsal\] s3:\/\/data\/train\/\d\/\d\.jpg: AccessDenied: Access Denied$/u,
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'upload.403',
      aws: 'fails where the role may not write the artifact',
      here: 'same',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      const { reason } = await lab().gate.while('denied', /^PUT \/data\/models\//u, () => lab().run());
      expect(reason).to.equal('ClientError: Artifact upload failed:Error 7: AccessDenied (403): Access Denied');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'platform.prefix',
      aws: 'calls a fault of the platform InternalServerError and quotes it as Platform Error',
      here: 'same',
      note: 'for a storage that does not answer; the quoted text is ours',
      wording: 'partly AWS',
      source: `${FACTS}, data.pipeTimeout`,
    },
    async () => {
      const { reason, log } = await lab().gate.while('unavailable', /^GET \/data\/train\.lst/u, () => lab().run());
      const text =
        '[rehearsal] reading s3://data/train.lst failed with 503 ServiceUnavailable: Please reduce your request rate.';
      expect(reason).to.equal(`InternalServerError: We encountered an internal error - Platform Error: ${text}`);
      expect(log.at(-1)).to.contain(`Platform Error: ${text}`);
    },
  );

  rule(
    {
      table: TABLE,
      id: 'output.uncompressed',
      aws: 'with CompressionType NONE the files of the model are uploaded as they are',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-train-storage-uncompressed.html',
    },
    async () => {
      const { description, status, reason } = await lab().run({ uncompressed: true });
      expect(status, reason).to.equal('Completed');
      const name = description.TrainingJobName;
      expect(description.ModelArtifacts?.S3ModelArtifacts).to.equal(`s3://data/models/${name}/output/model`);
      const request = new ListObjectsV2Command({ Bucket: 'data', Prefix: `models/${name}/` });
      const { Contents: objects = [] } = await lab().clients.s3.send(request);
      // Weights of one epoch, graph and input shape, as the archive has them.
      expect(objects.map(({ Key }) => Key?.slice(`models/${name}/output/`.length))).to.deep.equal([
        'model/image-classification-0001.params',
        'model/image-classification-symbol.json',
        'model/model-shapes.json',
      ]);
      const shapes: unknown = JSON.parse(
        (await lab().read(`models/${name}/output/model/model-shapes.json`)).toString(),
      );
      expect(shapes).to.deep.equal([{ shape: [1, 3, 32, 32], name: 'data' }]);
    },
  );
});
