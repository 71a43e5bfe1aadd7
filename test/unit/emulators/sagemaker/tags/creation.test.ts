import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CreateModelCommand, CreateTrainingJobCommand, ListTagsCommand, type Tag } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { IMAGE, refusal, SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';
import { ROLE_ARN } from '../support/stub-services.ts';

const ARN = 'arn:aws:sagemaker:us-east-1:000000000000';
const TAGS = [{ Key: 'team', Value: 'vision' }];
/** The longest name there is. */
const LONGEST = 'M'.repeat(63);

const KINDS = [
  {
    folder: 'models',
    arn: (name: string) => `${ARN}:model/${name}`,
    create: ({ client }: SageMakerFixture, name: string, Tags: Tag[]) =>
      client.send(
        new CreateModelCommand({
          ModelName: name,
          ExecutionRoleArn: ROLE_ARN,
          PrimaryContainer: { Image: IMAGE },
          Tags,
        }),
      ),
    missing: (name: string) => `[rehearsal] nothing that has tags has the ARN '${ARN}:model/${name}'`,
  },
  {
    folder: 'training-jobs',
    arn: (name: string) => `${ARN}:training-job/${name}`,
    create: async (fixture: SageMakerFixture, name: string, Tags: Tag[]) => {
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest(name, 'finish', { Tags })));
      await fixture.waitFor(name, 'Completed');
    },
    missing: (name: string) => `[rehearsal] nothing that has tags has the ARN '${ARN}:training-job/${name}'`,
  },
];

describe('a new resource and its tags', () => {
  let fixture: SageMakerFixture;
  beforeEach(async () => {
    fixture = await SageMakerFixture.start();
  });
  afterEach(() => fixture[Symbol.asyncDispose]());

  const tagsOf = async (ResourceArn: string) => (await fixture.client.send(new ListTagsCommand({ ResourceArn }))).Tags;
  // A folder that is gone takes no file, not even root's.
  const takeAway = (folder: string) => rmSync(join(fixture.homeFolder, folder), { recursive: true });
  const giveBack = (folder: string) => mkdirSync(join(fixture.homeFolder, folder));

  for (const { folder, arn, create, missing } of KINDS) {
    describe(`under ${folder}`, () => {
      it('are there with the longest name, after a restart too', async () => {
        await create(fixture, LONGEST, TAGS);
        expect(await tagsOf(arn(LONGEST))).to.deep.equal(TAGS);
        await fixture.close();
        await fixture.open();
        expect(await tagsOf(arn(LONGEST))).to.deep.equal(TAGS);
      });

      for (const broken of ['tags', folder]) {
        it(`are both missing when the disk does not take the ${broken}, and can be made afterwards`, async () => {
          takeAway(broken);
          expect((await refusal(create(fixture, 'one', TAGS))).name).to.match(/^Internal(?:Failure|ServerError)$/);
          expect((await refusal(tagsOf(arn('one')))).message).to.equal(missing('one'));
          giveBack(broken);
          await create(fixture, 'one', []);
          expect(await tagsOf(arn('one'))).to.deep.equal([]);
        });
      }
    });
  }
});
