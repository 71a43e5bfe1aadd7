import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { expect } from 'chai';
import { authorizedService } from '../../../../emulators/cloud/authorized-service.ts';
import { jsonAuthorization, onMember } from '../../../../emulators/core/authorization/json-authorization.ts';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import type { GuardedService } from '../../../../emulators/core/emulated-service.ts';
import { AwsError } from '../../../../emulators/core/wire/aws-error.ts';
import { handleJson, type JsonProtocol } from '../../../../emulators/core/wire/wire-json.ts';
import { createIamServices } from '../../../../emulators/iam/iam-services.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { trusting } from '../iam/iam-fixture.ts';

const PROTOCOL: JsonProtocol = { serviceId: 'kettles', targetPrefix: 'Kettles_2026', version: '1.1' };
const KETTLE = 'arn:aws:kettles:us-east-1:000000000000:kettle/red';

/** A service that nothing but this file knows. */
function kettles(authorization: GuardedService['authorization']): GuardedService {
  const operations = { Boil: () => ({ Temperature: 100 }) };
  return {
    signingName: 'kettles',
    targetPrefix: PROTOCOL.targetPrefix,
    ownPath: '/_kettles/shelf',
    authorization,
    handle: (request) => handleJson(request, PROTOCOL, operations),
    close: async () => {},
  };
}

const GUARDED = {
  ...jsonAuthorization({
    prefix: 'kettles',
    version: '1.1',
    rules: { Boil: onMember('kettles:Boil', 'KettleArn') },
  }),
  accessDenied: (message: string) => new AwsError('TooHotException', 418, message),
};

describe('a service that only its own folder knows', () => {
  const folder = useTemporaryFolder();
  let listener: ServiceListener;
  let clients: AwsClients;

  async function start(authorization: GuardedService['authorization']): Promise<void> {
    const identities = createIamServices({ dataFolder: folder(), accountId: '000000000000', region: 'us-east-1' });
    const services = [identities.iam, identities.sts, kettles(authorization)];
    listener = await listenTo(...services.map((service) => authorizedService(service, identities)));
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: 'us-east-1', credentials });
  }

  afterEach(async () => {
    clients.destroy();
    await listener.close();
  });

  it('is found by the signature, the target prefix and the path that it names', async () => {
    await start(GUARDED);
    expect(await boil('test')).to.deep.equal([200, { Temperature: 100 }]);
    expect(await boil()).to.deep.equal([200, { Temperature: 100 }]);
    const response = await fetch(`${listener.endpointUrl}/_kettles/shelf`);
    // Its own answer to a request without an operation; that of nobody is 501.
    expect([response.status, response.headers.get('x-amzn-errortype')]).to.deep.equal([
      400,
      'UnknownOperationException',
    ]);
  });

  it('refuses a role in its own words until a policy allows what it says that the call needs', async () => {
    await start(GUARDED);
    const key = await roleKey();
    const reason = 'no identity-based policy allows the kettles:Boil action';
    const user = 'arn:aws:sts::000000000000:assumed-role/Cook/morning';
    const message = `User: ${user} is not authorized to perform: kettles:Boil on resource: ${KETTLE} because ${reason}`;
    expect(await boil(key)).to.deep.equal([418, { __type: 'TooHotException', message }]);
    const Statement = [{ Effect: 'Allow', Action: 'kettles:Boil', Resource: KETTLE }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await clients.iam.send(new PutRolePolicyCommand({ RoleName: 'Cook', PolicyName: 'boil', PolicyDocument }));
    expect(await boil(key)).to.deep.equal([200, { Temperature: 100 }]);
  });

  it('lets a role ask at its own path without a permission, and refuses itself what names no operation', async () => {
    await start(GUARDED);
    const scope = `Credential=${await roleKey()}/20260101/us-east-1/kettles/aws4_request`;
    const headers = { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` };
    const asked = async (path: string, target = {}) => {
      const init = { method: 'POST', headers: { ...headers, ...target }, body: '{}' };
      const response = await fetch(`${listener.endpointUrl}${path}`, init);
      return [response.status, response.headers.get('x-amzn-errortype')];
    };
    // All in the service's own words, and not those of a denial.
    const target = { 'x-amz-target': 'Kettles_2026.Pour' };
    expect(await asked('/_kettles/shelf', target)).to.deep.equal([501, 'NotImplemented']);
    expect((await asked('/', target))[0]).to.equal(418);
    expect(await asked('/_kettles/shelf')).to.deep.equal([400, 'UnknownOperationException']);
    expect(await asked('/')).to.deep.equal([400, 'UnknownOperationException']);
  });

  it('may decide itself who calls it', async () => {
    await start('own');
    expect(await boil(await roleKey())).to.deep.equal([200, { Temperature: 100 }]);
  });

  async function roleKey(): Promise<string> {
    const AssumeRolePolicyDocument = JSON.stringify(trusting({ AWS: '000000000000' }));
    const { Role } = await clients.iam.send(new CreateRoleCommand({ RoleName: 'Cook', AssumeRolePolicyDocument }));
    const role = await clients.assume(Role?.Arn ?? '', 'morning');
    role.destroy();
    return role.access.credentials.accessKeyId;
  }

  async function boil(accessKeyId?: string): Promise<readonly unknown[]> {
    const scope = `Credential=${accessKeyId}/20260101/us-east-1/kettles/aws4_request`;
    const signed = { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` };
    const headers = { 'x-amz-target': 'Kettles_2026.Boil', ...(accessKeyId === undefined ? {} : signed) };
    const body = JSON.stringify({ KettleArn: KETTLE });
    const response = await fetch(listener.endpointUrl, { method: 'POST', headers, body });
    return [response.status, await response.json()];
  }
});
