import {
  CreateStateMachineCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ListExecutionsCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { refusal } from '../../../../support/error-of.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { oneState, ROLE_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDED = 'recording of AWS: test_sfn_api_versioning.snapshot.json';

function recorded(id: string, aws: string, test: string, wording: Rule['wording'] = 'none'): Rule {
  return { table: 'step-functions-api', id, aws, here: 'same', wording, source: `${RECORDED} ${test}` };
}

const definition = (value: number) => JSON.stringify(oneState({ Type: 'Pass', Result: value, End: true }));

describe('versions of state machines', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  let count = 0;
  async function machine(fields: object = {}): Promise<{ arn: string; versionArn: string | undefined }> {
    count += 1;
    const command = new CreateStateMachineCommand({
      name: `versioned${count}`,
      roleArn: ROLE_ARN,
      definition: definition(0),
      ...fields,
    });
    const { stateMachineArn = '', stateMachineVersionArn } = await bench.clients.sfn.send(command);
    return { arn: stateMachineArn, versionArn: stateMachineVersionArn };
  }
  const update = (stateMachineArn: string, fields: object) =>
    bench.clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, ...fields }));
  const publish = (stateMachineArn: string, fields: object = {}) =>
    bench.clients.sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn, ...fields }));
  const versions = async (stateMachineArn: string) => {
    const { stateMachineVersions = [] } = await bench.clients.sfn.send(
      new ListStateMachineVersionsCommand({ stateMachineArn }),
    );
    return stateMachineVersions.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  };
  const remove = (stateMachineVersionArn: string) =>
    bench.clients.sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn }));
  rule(
    recorded('CreateStateMachine.publish', 'makes version 1, which describes itself', 'test_create_with_publish'),
    async () => {
      const { arn, versionArn } = await machine({ publish: true, versionDescription: 'HelloWorld!' });
      expect(versionArn).to.equal(`${arn}:1`);
      const { $metadata, creationDate, ...described } = await bench.clients.sfn.send(
        new DescribeStateMachineCommand({ stateMachineArn: versionArn }),
      );
      expect(described).to.deep.equal({
        stateMachineArn: `${arn}:1`,
        name: `versioned${count}`,
        status: 'ACTIVE',
        definition: definition(0),
        roleArn: ROLE_ARN,
        loggingConfiguration: { level: 'OFF', includeExecutionData: false },
        tracingConfiguration: { enabled: false },
        encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
        type: 'STANDARD',
        description: 'HelloWorld!',
      });
    },
  );

  rule(
    recorded(
      'CreateStateMachine.versionDescription',
      'is refused without publish',
      'test_create_with_version_description_no_publish',
      'AWS',
    ),
    async () => {
      expect(await refusal(machine({ versionDescription: 'x' }))).to.equal(
        'ValidationException: Version description can only be set when publish is true',
      );
    },
  );

  rule(
    recorded(
      'UpdateStateMachine.publish',
      'makes a version of the new revision; without a change it gives the one that is there, and no revisionId before the first update',
      'test_update_state_machine, test_empty_revision_with_publish_and_no_publish_on_creation',
    ),
    async () => {
      const { arn } = await machine();
      const same = await update(arn, { definition: definition(0), publish: true });
      expect(same.stateMachineVersionArn).to.equal(`${arn}:1`);
      expect(same).to.not.have.property('revisionId');
      const again = await update(arn, { definition: definition(0), publish: true });
      expect(again.stateMachineVersionArn).to.equal(`${arn}:1`);
      const changed = await update(arn, { definition: definition(1), publish: true });
      expect(changed.stateMachineVersionArn).to.equal(`${arn}:2`);
      expect(changed.revisionId).to.match(/^[0-9a-f-]{36}$/);
      expect(await versions(arn)).to.deep.equal([`${arn}:2`, `${arn}:1`]);
      expect(await refusal(update(`${arn}:2`, { definition: definition(2) }))).to.equal(
        `StateMachineDoesNotExist: State Machine Does Not Exist: '${arn}:2'`,
      );
    },
  );

  rule(
    recorded(
      'PublishStateMachineVersion',
      'keeps the revision in force; the same revision again gives the same version',
      'test_publish_state_machine_version, test_idempotent_publish',
    ),
    async () => {
      const { arn } = await machine();
      expect((await publish(arn)).stateMachineVersionArn).to.equal(`${arn}:1`);
      expect((await publish(arn, { description: 'other' })).stateMachineVersionArn).to.equal(`${arn}:1`);
      const { revisionId } = await update(arn, { definition: definition(1) });
      const second = await publish(arn, { revisionId, description: 'PublishedV2Description' });
      expect(second.stateMachineVersionArn).to.equal(`${arn}:2`);
      await update(arn, { definition: definition(2) });
      const described = await bench.clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: `${arn}:2` }));
      expect(described).to.include({
        definition: definition(1),
        revisionId,
        description: 'PublishedV2Description',
      });
    },
  );

  rule(
    recorded(
      'PublishStateMachineVersion.ConflictException',
      'a revision that is no longer in force is not published',
      'test_publish_state_machine_version',
      'AWS',
    ),
    async () => {
      const { arn } = await machine();
      const old = await update(arn, { definition: definition(1) });
      const current = await update(arn, { definition: definition(2) });
      expect(await refusal(publish(arn, { revisionId: old.revisionId }))).to.equal(
        `ConflictException: Failed to publish the State Machine version for revision ${old.revisionId}. The current State Machine revision is ${current.revisionId}.`,
      );
    },
  );

  rule(
    recorded(
      'DeleteStateMachineVersion',
      'deletes a version, once or twice; its number is not used again',
      'test_list_delete_version, test_version_ids_between_deletions',
    ),
    async () => {
      const { arn } = await machine({ publish: true });
      await update(arn, { definition: definition(1), publish: true });
      await remove(`${arn}:2`);
      await remove(`${arn}:2`);
      expect(await versions(arn)).to.deep.equal([`${arn}:1`]);
      expect((await publish(arn)).stateMachineVersionArn).to.equal(`${arn}:3`);
    },
  );

  rule(
    recorded(
      'StartExecution.version',
      'runs the version’s definition; the execution shows the version and is listed under it and its state machine',
      'test_start_version_execution, test_describe_state_machine_for_execution_of_version_with_revision',
    ),
    async () => {
      const { arn } = await machine();
      const { revisionId } = await update(arn, { definition: definition(1), publish: true });
      await update(arn, { definition: definition(2) });
      const plain = await bench.start(arn);
      const versioned = await bench.start(`${arn}:1`);
      expect((await bench.ended(plain)).result).to.equal(2);
      expect((await bench.ended(versioned)).result).to.equal(1);
      const described = await bench.clients.sfn.send(new DescribeExecutionCommand({ executionArn: versioned }));
      expect(described).to.include({ stateMachineArn: arn, stateMachineVersionArn: `${arn}:1` });
      const used = await bench.clients.sfn.send(
        new DescribeStateMachineForExecutionCommand({ executionArn: versioned }),
      );
      expect(used).to.include({ stateMachineArn: arn, definition: definition(1), revisionId });
      const listed = async (stateMachineArn: string) =>
        (await bench.clients.sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions?.map(
          ({ executionArn }) => executionArn,
        );
      expect(await listed(`${arn}:1`)).to.deep.equal([versioned]);
      expect(await listed(arn)).to.deep.equal([versioned, plain]);
    },
  );

  it('keeps versions over a restart', async () => {
    const { arn } = await machine({ publish: true });
    await bench.restart({ close: true });
    expect(await versions(arn)).to.deep.equal([`${arn}:1`]);
  });
});
