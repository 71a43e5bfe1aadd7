import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DescribeModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { parseOptions } from '../../emulators/core/command-line/parse-options.ts';
import { MODELS_TABLE, modelsCommand } from '../../localstack/cli/models/models-table.ts';
import { runModels } from '../../localstack/cli/models/run-models.ts';
import { writeOutputs } from '../../localstack/deploy/outputs/outputs-file.ts';
import { type LocalCloud, startCloud } from '../../localstack/index.ts';
import { noteServed } from '../../localstack/rehearsal/served-endpoint.ts';
import { errorOf } from '../support/error-of.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const GROUP = 'retraining-dev';
const ARN = `arn:aws:sagemaker:us-east-1:000000000000:model-package/${GROUP}`;
const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const METADATA = { datasetHash: '1-3f2a9c1b77de', execution: 'first', accuracy: '0.9000', verdict: 'no champion' };

async function register(clients: AwsClients, status: 'Approved' | 'Rejected' | 'PendingManualApproval', own: object) {
  await clients.sagemaker.send(
    new CreateModelPackageCommand({
      ModelPackageGroupName: GROUP,
      ModelApprovalStatus: status,
      CustomerMetadataProperties: { ...METADATA, ...own },
    }),
  );
}

/** Three versions: an approved one, one whose evaluation is on S3, and one that the gate has rejected. */
async function prepare({ clients }: LocalCloud): Promise<void> {
  await clients.sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: GROUP }));
  await clients.s3.send(new CreateBucketCommand({ Bucket: 'evaluations' }));
  const accuracy = { value: 0.7241, low: 0.598, high: 0.8225, hits: 42, total: 58 };
  const evaluation = { Bucket: 'evaluations', Key: 'two/evaluation.json', Body: JSON.stringify({ accuracy }) };
  await clients.s3.send(new PutObjectCommand(evaluation));
  await register(clients, 'Approved', {});
  await register(clients, 'PendingManualApproval', {
    verdict: 'not worse',
    evaluation: 's3://evaluations/two/evaluation.json',
  });
  await register(clients, 'Rejected', { verdict: 'worse', evaluation: 's3://evaluations/gone.json' });
}

describe('npm run models', () => {
  const folder = useTemporaryFolder();
  const data = () => join(folder(), 'data');
  const models = async (...args: string[]): Promise<readonly string[]> => {
    const options = parseOptions(MODELS_TABLE, [...args, '--data', data()]);
    if (options === undefined) throw new Error('it asked for help');
    const lines: string[] = [];
    expect(await runModels(modelsCommand(options), (line) => lines.push(line))).to.equal(0);
    return lines.map(stripVTControlCharacters);
  };
  const refusal = async (...args: string[]) => (await errorOf(models(...args))).message;

  describe('where a command serves the data', () => {
    let cloud: LocalCloud;
    before(async () => {
      cloud = await startCloud({ kind: 'embedded' });
      await prepare(cloud);
    });
    after(() => cloud.close());
    beforeEach(() => {
      writeOutputs(data(), { stateMachineArn, modelPackageGroupName: GROUP });
      noteServed(data(), cloud.endpointUrl);
    });

    const described = (version: number) =>
      cloud.clients.sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName: `${ARN}/${version}` }));
    const created = async (version: number) =>
      `${(await described(version)).CreationTime?.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

    it('lists the versions, the newest first, with interval where the evaluation is there, and marks the champion', async () => {
      expect(await models()).to.deep.equal([
        'Models of retraining-dev',
        '  version  approval               verdict      accuracy                 images    data set    created',
        `        3  Rejected               worse        90.0 %                             1-3f2a9c1b  ${await created(3)}`,
        `        2  PendingManualApproval  not worse    72.4 % [59.8 %, 82.3 %]  42 of 58  1-3f2a9c1b  ${await created(2)}`,
        `        1  Approved, champion     no champion  90.0 %                             1-3f2a9c1b  ${await created(1)}`,
      ]);
    });

    it('lists as many as it is asked for, and writes them as JSON', async () => {
      const file = join(folder(), 'models.json');
      expect((await models('--limit', '1', '--json', file)).slice(2)).to.deep.equal([
        `        3  Rejected  worse    90.0 %            1-3f2a9c1b  ${await created(3)}`,
        '  … and 2 older: --limit 3 lists all',
      ]);
      const { CreationTime } = await described(3);
      const version = {
        version: 3,
        arn: `${ARN}/3`,
        approval: 'Rejected',
        isChampion: false,
        created: CreationTime?.toISOString(),
        verdict: 'worse',
        accuracy: { value: 0.9 },
        datasetHash: '1-3f2a9c1b77de',
        execution: 'first',
      };
      expect(JSON.parse(readFileSync(file, 'utf8'))).to.deep.equal({ group: GROUP, total: 3, versions: [version] });
    });

    it('approves and rejects with the reason, and says which version is the champion then', async () => {
      expect(await models('approve', '2', '--why', 'looked at the pictures')).to.deep.equal([
        'version 2 of retraining-dev: PendingManualApproval → Approved',
        'champion of the next run: version 2, the newest approved one',
      ]);
      expect(await described(2)).to.deep.include({ ApprovalDescription: 'looked at the pictures' });
      expect((await models()).at(-1)).to.equal('  version 2: looked at the pictures');
      expect(await models('reject', '2')).to.deep.equal([
        'version 2 of retraining-dev: Approved → Rejected',
        'champion of the next run: version 1, the newest approved one',
      ]);
      expect(await described(2)).to.deep.include({ ApprovalDescription: 'Rejected by npm run models' });
      expect((await models('reject', '1')).at(-1)).to.equal(
        'champion of the next run: none, for no version is approved',
      );
      await models('approve', '1');
    });

    it('refuses what is decided already and versions that are not there, changing nothing', async () => {
      expect(await refusal('reject', '3', '--why', 'x')).to.equal(
        'version 3 of retraining-dev is Rejected already; nothing was changed',
      );
      expect(await described(3)).not.to.have.property('ApprovalDescription');
      expect(await refusal('approve', '9')).to.equal('retraining-dev has no version 9; the newest are 3, 2, 1');
    });

    it('names a group that is not there, and one without versions', async () => {
      expect(await refusal('--group', 'retraining-prod')).to.equal(
        'there is no model package group retraining-prod: a run of a stack with lifecycle: register makes it',
      );
      await cloud.clients.sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'empty' }));
      expect(await models('--group', 'empty')).to.deep.equal(['empty has no version yet: a run registers one']);
    });

    it('asks the endpoint that is named, and says that nothing answers there', async () => {
      expect(await refusal('--endpoint-url', 'http://127.0.0.1:9')).to.equal('nothing answers at http://127.0.0.1:9');
      expect((await models('--endpoint-url', cloud.endpointUrl))[0]).to.equal('Models of retraining-dev');
    });
  });

  it('serves the data itself where nothing does, and leaves it free', async () => {
    const earlier = await startCloud({ kind: 'embedded', dataFolder: data() });
    await prepare(earlier).finally(() => earlier.close());
    writeOutputs(data(), { stateMachineArn, modelPackageGroupName: GROUP });
    expect(await models('approve', '3')).to.deep.equal([
      'version 3 of retraining-dev: Rejected → Approved',
      'champion of the next run: version 3, the newest approved one',
    ]);
    expect((await models()).filter((line) => line.includes('champion'))).to.have.length(2);
  });

  it('says where nothing was deployed, and where models are only saved', async () => {
    expect(await refusal()).to.equal(
      `nothing was deployed in ${data()}: run npm start first, or name the folder of a run with --data DIR`,
    );
    writeOutputs(data(), { stateMachineArn, modelPackageGroupName: '' });
    expect(await refusal('approve', '1')).to.equal(
      `the stack that was deployed last in ${data()} saves its models and registers none: set lifecycle to register in its configuration and run npm start`,
    );
  });

  it('refuses decisions that are none', () => {
    const parse = (...args: string[]) => {
      const options = parseOptions(MODELS_TABLE, args);
      return options === undefined ? undefined : modelsCommand(options);
    };
    expect(() => parse('aprove', '1')).to.throw('"aprove 1" is no decision: write approve N or reject N');
    expect(() => parse('approve', '1', '2')).to.throw('"approve 1 2" is no decision: write approve N or reject N');
    expect(() => parse('approve')).to.throw('approve: name a version by its number, such as approve 3');
    expect(() => parse('reject', 'v3')).to.throw('reject v3: name a version by its number, such as reject 3');
    expect(() => parse('--why', 'x')).to.throw('--why is the reason of a decision: write approve N or reject N, too');
    expect(() => parse('reject', '3', '--why', 'x'.repeat(1025))).to.throw(
      '--why has 1025 characters; a version keeps at most 1024',
    );
  });
});
