import { expect } from 'chai';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import { ACCOUNT_ID, ROOT_CREDENTIALS } from '../../../../emulators/core/home-account.ts';
import { ownEntry } from '../../../../emulators/core/own-entry.ts';
import { partitionOf, regionalArn } from '../../../../emulators/core/regional-arn.ts';
import { errorOf } from '../../../support/error-of.ts';
import { RecordingService } from '../../../support/recording-service.ts';
import { listenTo } from '../../../support/service-listener.ts';

describe('clients of the emulators', () => {
  it('act as a role by what STS gives them', async () => {
    const credentials = '<AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>';
    const answer = (inner: string) =>
      `<AssumeRoleResponse><AssumeRoleResult>${inner}</AssumeRoleResult></AssumeRoleResponse>`;
    const answers = [
      answer(`<Credentials>${credentials}<SessionToken>token</SessionToken></Credentials>`),
      answer(`<Credentials>${credentials}</Credentials>`),
      answer('<Credentials><AccessKeyId>ASIA1</AccessKeyId></Credentials>'),
      answer(''),
    ];
    const sts = new RecordingService('sts', () => ({ status: 200, headers: {}, body: answers.shift() ?? '' }));
    const listener = await listenTo(sts);
    const { endpointUrl } = listener;
    const root = new AwsClients({ endpointUrl, region: 'eu-west-1', credentials: ROOT_CREDENTIALS });
    const arn = `arn:aws:iam::${ACCOUNT_ID}:role/r`;
    const key = { accessKeyId: 'ASIA1', secretAccessKey: 'secret' };
    const withToken = await root.assume(arn, 'me');
    expect(withToken.access).to.deep.equal({
      endpointUrl,
      region: 'eu-west-1',
      credentials: { ...key, sessionToken: 'token' },
    });
    expect((await root.assume(arn, 'me')).access.credentials).to.deep.equal(key);
    for (let count = 0; count < 2; count += 1)
      expect((await errorOf(root.assume(arn, 'me'))).message).to.equal(
        `sts:AssumeRole for ${arn} answered without credentials`,
      );
    expect(sts.requests[0]?.body).to.contain('Action=AssumeRole').and.to.contain('RoleSessionName=me');
    root.destroy();
    await listener.close();
  });
});

// AWS General Reference: partitions are aws, aws-cn (cn-*) and aws-us-gov (us-gov-*).
describe('ARNs', () => {
  it('name the partition of their region', () => {
    const regions = ['us-east-1', 'cn-north-1', 'us-gov-west-1', 'eu-cn-1', 'us-west-2'];
    expect(regions.map(partitionOf)).to.deep.equal(['aws', 'aws-cn', 'aws-us-gov', 'aws', 'aws']);
    expect(regionalArn({ region: 'cn-north-1', accountId: '123456789012' }, 'sagemaker', 'model/m')).to.equal(
      'arn:aws-cn:sagemaker:cn-north-1:123456789012:model/m',
    );
  });
});

describe('a table asked for a name from outside', () => {
  it('says nothing of what every object inherits', () => {
    expect([ownEntry({ a: 1 }, 'a'), ownEntry({ a: 1 }, 'b'), ownEntry({}, 'constructor')]).to.deep.equal([
      1,
      undefined,
      undefined,
    ]);
  });
});
