import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { errorOf, refusal } from '../../../../support/error-of.ts';
import { oneState, ROLE_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

const PASS = JSON.stringify(oneState({ Type: 'Pass', End: true }));
const OTHER = JSON.stringify(oneState({ Type: 'Succeed' }));

describe('state machine operations', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  const create = (fields: object = {}) =>
    bench.clients.sfn.send(
      new CreateStateMachineCommand({ name: 'm', roleArn: ROLE_ARN, definition: PASS, ...fields }),
    );
  it('describes what was created', async () => {
    const { stateMachineArn } = await create({ name: 'described' });
    expect(stateMachineArn).to.equal('arn:aws:states:us-east-1:000000000000:stateMachine:described');
    const { $metadata, creationDate, ...described } = await bench.clients.sfn.send(
      new DescribeStateMachineCommand({ stateMachineArn }),
    );
    expect(described).to.deep.equal({
      stateMachineArn,
      name: 'described',
      status: 'ACTIVE',
      definition: PASS,
      roleArn: ROLE_ARN,
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      type: 'STANDARD',
    });
  });

  it('gives the same state machine when it is created again, and refuses another definition', async () => {
    const first = await create({ name: 'twice' });
    const again = await create({ name: 'twice' });
    expect(again.stateMachineArn).to.equal(first.stateMachineArn);
    expect(again.creationDate).to.deep.equal(first.creationDate);
    expect(await refusal(create({ name: 'twice', definition: OTHER }))).to.equal(
      `StateMachineAlreadyExists: State Machine Already Exists: '${first.stateMachineArn}'`,
    );
  });

  for (const name of ['', 'a b', 'a:b', 'a/b', 'x'.repeat(81), 'a*b', 'q?']) {
    it(`refuses the name ${JSON.stringify(name)}`, async () => {
      expect((await errorOf(create({ name }))).name).to.be.oneOf(['InvalidName', 'ValidationException']);
    });
  }

  it('takes a name of 80 letters of any script', async () => {
    const name = 'ж'.repeat(80);
    const { stateMachineArn } = await create({ name });
    await bench.restart({ close: true });
    const { name: found } = await bench.clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(found).to.equal(name);
  });

  it('lists everything that is wrong with a definition', async () => {
    const definition = '{"StartAt":"A","States":{"B":{"Type":"Pass"}}}';
    expect(await refusal(create({ name: 'invalid', definition }))).to.equal(
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: This object should have only one of the following fields: [Next, End] at /States/B, MISSING_END_STATE: Workflow has no terminal state at null'",
    );
    expect(await refusal(create({ name: 'invalid', definition: '{"StartAt":"A"}' }))).to.equal(
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    );
  });

  it('refuses roles that are no role, do not exist or do not trust Step Functions', async () => {
    expect(await refusal(create({ name: 'r', roleArn: 'arn:aws:s3:::bucket' }))).to.match(/^InvalidArn: /);
    expect(await refusal(create({ name: 'r', roleArn: 'arn:aws:iam::000000000000:role/nobody' }))).to.equal(
      'AccessDeniedException: Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    );
  });

  it('changes only what an update names, with a new revision', async () => {
    const { stateMachineArn } = await create({ name: 'updated' });
    const update = (fields: object) =>
      bench.clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, ...fields }));
    const first = await update({ definition: OTHER });
    const same = await update({ definition: OTHER });
    expect(same.revisionId).to.equal(first.revisionId);
    const described = await bench.clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described).to.include({ definition: OTHER, roleArn: ROLE_ARN, revisionId: first.revisionId });
    expect(await refusal(update({}))).to.equal(
      'MissingRequiredParameter: Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
    expect((await errorOf(update({ definition: '{}' }))).name).to.equal('InvalidDefinition');
  });

  it('forgets a state machine that is deleted, and deletes what is not there without complaint', async () => {
    const { stateMachineArn } = await create({ name: 'deleted' });
    await bench.clients.sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await bench.clients.sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    expect(await refusal(bench.clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn })))).to.equal(
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${stateMachineArn}'`,
    );
    const wrong = new DescribeStateMachineCommand({ stateMachineArn: 'not_a_valid_arn' });
    expect(await refusal(bench.clients.sfn.send(wrong))).to.equal(
      "InvalidArn: Invalid Arn: 'Invalid ARN prefix: not_a_valid_arn'",
    );
  });

  it('lists all state machines page by page, by name', async () => {
    for (const name of ['p3', 'p1', 'p2']) await create({ name });
    const names: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await bench.clients.sfn.send(
        new ListStateMachinesCommand({ maxResults: 2, ...(nextToken === undefined ? {} : { nextToken }) }),
      );
      names.push(...(page.stateMachines ?? []).map(({ name }) => name));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(names.filter((name) => /^p\d$/.test(name ?? ''))).to.deep.equal(['p1', 'p2', 'p3']);
    expect(new Set(names).size).to.equal(names.length);
    expect(await refusal(bench.clients.sfn.send(new ListStateMachinesCommand({ maxResults: 1001 })))).to.equal(
      "ValidationException: 1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    );
    const stranger = new ListStateMachinesCommand({ nextToken: 'stranger' });
    expect((await errorOf(bench.clients.sfn.send(stranger))).name).to.equal('InvalidToken');
  });

  it('keeps tags: set at creation, added, changed and removed', async () => {
    const { stateMachineArn: resourceArn } = await create({
      name: 'tagged',
      tags: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    });
    await bench.clients.sfn.send(
      new TagResourceCommand({
        resourceArn,
        tags: [
          { key: 'b', value: '3' },
          { key: 'c', value: '' },
        ],
      }),
    );
    await bench.clients.sfn.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a', 'never'] }));
    const { tags } = await bench.clients.sfn.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).to.deep.equal([
      { key: 'b', value: '3' },
      { key: 'c', value: '' },
    ]);
  });

  it('refuses a tag without a key', async () => {
    const named = create({ name: 'half-tagged', tags: [{ value: '1' }] });
    expect(await refusal(named)).to.equal('ValidationException: [rehearsal] every tag needs a key');
  });

  it('validates without creating', async () => {
    const validate = (definition: string) =>
      bench.clients.sfn.send(new ValidateStateMachineDefinitionCommand({ definition }));
    const { $metadata: _, ...fine } = await validate(PASS);
    expect(fine).to.deep.equal({ result: 'OK', diagnostics: [], truncated: false });
    const { $metadata, ...bad } = await validate('{}');
    expect(bad).to.deep.equal({
      result: 'FAIL',
      diagnostics: [
        {
          severity: 'ERROR',
          code: 'SCHEMA_VALIDATION_FAILED',
          location: '/',
          message: 'These fields are required: [States, StartAt]',
        },
      ],
      truncated: false,
    });
  });
});
