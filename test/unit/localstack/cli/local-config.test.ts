import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readLocalConfig } from '../../../../localstack/cli/local-config.ts';
import { errorOf } from '../../../support/error-of.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const PROJECT = join(import.meta.dirname, '..', '..', '..', '..');

describe('rehearsal.yaml', () => {
  const folder = useTemporaryFolder();
  const file = () => join(folder(), 'rehearsal.yaml');
  const read = (text: string) => {
    writeFileSync(file(), text);
    return readLocalConfig(folder());
  };

  it('may be absent or empty', async () => {
    expect(await readLocalConfig(folder())).to.deep.equal({ quotas: {}, faults: [], config: {}, endpoints: {} });
    expect(await read('# nothing yet\n')).to.deep.equal({ quotas: {}, faults: [], config: {}, endpoints: {} });
    expect(await read('sagemaker:\n')).to.deep.equal({ quotas: {}, faults: [], config: {}, endpoints: {} });
  });

  it('sets quotas by instance type or by full name, and faults as texts or as mappings', async () => {
    const text = `
sagemaker:
  quotas:
    ml.g4dn.xlarge: 1
    ml.p3.2xlarge for spot training job usage: 0
  faults:
    - capacity:1
    - kind: throttling
      operation: CreateModel
      which: 2-
`;
    expect(await read(text)).to.deep.equal({
      quotas: { 'ml.g4dn.xlarge': 1, 'ml.p3.2xlarge for spot training job usage': 0 },
      faults: [
        { kind: 'capacity', which: { first: 1, last: 1 } },
        { kind: 'throttling', operation: 'CreateModel', which: { first: 2, last: Number.POSITIVE_INFINITY } },
      ],
      config: {},
      endpoints: {},
    });
  });

  it('sets values of the stack’s configuration, of any kind', async () => {
    expect(await read('config:\n  alertEmail: team@example.com\n  tags: {team: vision}\n')).to.deep.equal({
      quotas: {},
      faults: [],
      config: { alertEmail: 'team@example.com', tags: { team: 'vision' } },
      endpoints: {},
    });
  });

  it('puts services on other emulators by the names that their requests are signed with', async () => {
    expect(await read('endpoints: {s3: "http://127.0.0.1:9000/", dynamodb: "https://db.local"}')).to.deep.include({
      endpoints: { s3: 'http://127.0.0.1:9000', dynamodb: 'https://db.local' },
    });
  });

  it('is refused for endpoints that nobody could reach', async () => {
    const { message } = await errorOf(
      read('endpoints: {stepfunctions: "http://a", S3: 4566, s3: "127.0.0.1:9000", iam: "http://a"}'),
    );
    expect(message.split('\n').slice(1)).to.deep.equal([
      '  - endpoints has stepfunctions; write states, the name that its requests are signed with',
      "  - endpoints has 'S3', which signs no requests; write a signing name such as s3 or dynamodb",
      '  - endpoints.S3 is 4566; write a URL such as http://127.0.0.1:4566',
      '  - endpoints.s3 is "127.0.0.1:9000"; write a URL such as http://127.0.0.1:4566',
      '  - endpoints has iam alone; iam and sts share the roles and their sessions: give both or none',
    ]);
  });

  it('is refused with all its problems at once, each with the value, the rule and what to do', async () => {
    const text = `
sagemakr: {}
sagemaker:
  quota: {}
  quotas:
    ml.g4dn.xlarge: two
    ml.g5.xlarge: -1
    g4dn.xlarge: 1
    ml.g4dn.xlarge for sport training job usage: 1
    GPUs: 3
  faults:
    - capcity:1
`;
    const { name, message } = await errorOf(read(text));
    expect(name).to.equal('LocalConfigError');
    expect(message.split('\n')).to.deep.equal([
      `${file()} cannot be used:`,
      '  - the file has no key "sagemakr"; did you mean "sagemaker"?',
      '  - sagemaker has no key "quota"; did you mean "quotas"?',
      '  - sagemaker.quotas["ml.g4dn.xlarge"] is "two"; write a whole number of instances, 0 or more',
      '  - sagemaker.quotas["ml.g5.xlarge"] is -1; write a whole number of instances, 0 or more',
      '  - sagemaker.quotas has no quota "g4dn.xlarge"; did you mean "ml.g4dn.xlarge"?',
      '  - sagemaker.quotas has no quota "ml.g4dn.xlarge for sport training job usage"; did you mean "ml.g4dn.xlarge for spot training job usage"?',
      '  - sagemaker.quotas has no quota "GPUs"; write an instance type such as ml.g4dn.xlarge, it followed by "for training job usage" or "for spot training job usage" or "for training warm pool usage", or "Number of instances across all processing jobs"',
      '  - sagemaker.faults[0] capcity:1: there is no fault "capcity"; did you mean "capacity"?',
    ]);
  });

  it('is refused when its parts are of another kind, or it is no YAML', async () => {
    const problemsOf = async (text: string) => (await errorOf(read(text))).message.split('\n').slice(1);
    expect(await problemsOf('- a')).to.deep.equal([
      '  - the file is ["a"]; write a mapping with sagemaker, config and endpoints',
    ]);
    expect(await problemsOf('sagemaker: {quotas: 3, faults: capacity}')).to.deep.equal([
      '  - sagemaker.faults is "capacity"; write a list of faults, each on a line that begins with -',
      '  - sagemaker.quotas is 3; write a mapping from instance types to numbers of instances, such as ml.g4dn.xlarge: 1',
    ]);
    expect(await problemsOf('config: [1]')).to.deep.equal(['  - config is [1]; write a mapping with keys and values']);
    expect((await problemsOf('a: [1'))[0]).to.match(/^ {2}- .* at line 1, column \d+$/);
  });

  it('must be there when it is named', async () => {
    const { message } = await errorOf(readLocalConfig(folder(), join(folder(), 'other.yaml')));
    expect(message).to.equal(
      `${folder()}/other.yaml cannot be used:\n  - it cannot be read (ENOENT); name another with --config`,
    );
  });

  it('has an example that can be used as it is', async () => {
    const { quotas, faults, config, endpoints } = await readLocalConfig(
      PROJECT,
      join(PROJECT, 'rehearsal.example.yaml'),
    );
    expect(quotas).to.deep.equal({ 'ml.g4dn.xlarge': 1, 'ml.g4dn.xlarge for spot training job usage': 0 });
    expect(faults.map(({ kind }) => kind)).to.deep.equal(['capacity', 'throttling', 'slow-start', 'spot-interruption']);
    expect(config).to.deep.equal({ tracing: false });
    expect(endpoints).to.deep.equal({});
  });
});
