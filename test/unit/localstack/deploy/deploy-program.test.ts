import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { expect } from 'chai';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import type { WireResponse } from '../../../../emulators/core/http/http-exchange.ts';
import { DeployError, deployProgram } from '../../../../localstack/deploy/deploy-program.ts';
import { errorOf } from '../../../support/error-of.ts';
import { RecordingService } from '../../../support/recording-service.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';

const CONFIG = { project: 'p', stack: 'dev', values: { 'aws:region': 'us-east-1', 'p:size': '3' } };

describe('deploying a program in process', () => {
  let listener: ServiceListener;
  let s3: RecordingService;
  let clients: AwsClients;
  let answer: WireResponse;

  beforeEach(async () => {
    answer = { status: 200, headers: {} };
    s3 = new RecordingService('s3', () => answer);
    listener = await listenTo(s3);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: 'us-east-1', credentials });
  });

  afterEach(async () => {
    clients.destroy();
    await listener.close();
  });

  const deploy = (program: () => object | Promise<object>) => {
    const target = { clients, accountId: '000000000000', region: 'us-east-1', project: 'p', stack: 'dev' };
    return deployProgram(async () => program(), CONFIG, target);
  };

  it('makes a resource before those that need it, and gives the outputs', async () => {
    const outputs = await deploy(() => {
      const bucket = new aws.s3.Bucket('data', { bucket: 'my-bucket' });
      const versioning = { status: 'Enabled' };
      new aws.s3.BucketVersioning('versions', { bucket: bucket.bucket, versioningConfiguration: versioning });
      return { name: bucket.bucket, arn: bucket.arn, size: new pulumi.Config().requireNumber('size') };
    });
    expect(outputs).to.deep.equal({ name: 'my-bucket', arn: 'arn:aws:s3:::my-bucket', size: 3 });
    expect(s3.requests.map(({ method, target }) => `${method} ${target}`)).to.deep.equal([
      'PUT /my-bucket/',
      'DELETE /my-bucket/?tagging=',
      'PUT /my-bucket/?versioning=',
    ]);
    expect(s3.requests[2]?.body).to.contain('<Status>Enabled</Status>');
  });

  it('gives a resource without a name the same made-up one every time', async () => {
    const program = () => ({ name: new aws.s3.Bucket('data').bucket });
    const first = await deploy(program);
    expect(first['name']).to.match(/^data-[0-9a-f]{7}$/);
    expect(await deploy(program)).to.deep.equal(first);
  });

  it('refuses a resource type it cannot make, naming it', async () => {
    const error = await errorOf(deploy(() => ({ queue: new aws.sqs.Queue('alarms').arn })));
    expect(error).to.be.instanceOf(DeployError);
    expect(error.message).to.contain(
      ' - aws:sqs/queue:Queue "alarms": Error: no provisioner for the resource type aws:sqs/queue:Queue',
    );
  });

  it('reports every refused resource with its name and the service’s own words', async () => {
    const body = '<Error><Code>InvalidBucketName</Code><Message>The specified bucket is not valid.</Message></Error>';
    answer = { status: 400, headers: { 'content-type': 'application/xml' }, body };
    const error = await errorOf(deploy(() => ({ a: new aws.s3.Bucket('a').bucket, b: new aws.s3.Bucket('b').bucket })));
    expect(error.message.split('\n').sort()).to.deep.equal([
      ' - aws:s3/bucket:Bucket "a": InvalidBucketName: The specified bucket is not valid.',
      ' - aws:s3/bucket:Bucket "b": InvalidBucketName: The specified bucket is not valid.',
      'the program could not be deployed:',
    ]);
  });

  it('starts nothing that waits for a refused resource', async () => {
    answer = { status: 403, headers: {}, body: '<Error><Code>AccessDenied</Code><Message>No.</Message></Error>' };
    await errorOf(
      deploy(() => {
        const bucket = new aws.s3.Bucket('data', { bucket: 'my-bucket' });
        const policy = new aws.s3.BucketPolicy('policy', { bucket: bucket.bucket, policy: '{}' });
        return { id: policy.id };
      }),
    );
    expect(s3.requests.map(({ target }) => target)).to.deep.equal(['/my-bucket/']);
  });

  it('gives the program’s own error', async () => {
    const error = await errorOf(
      deploy(() => {
        throw new RangeError('epochs must be at least 1');
      }),
    );
    expect(error.message).to.equal('the program could not be deployed:\n - epochs must be at least 1');
  });

  it('refuses an output that no provisioner fills', async () => {
    const error = await errorOf(deploy(() => ({ zone: new aws.s3.Bucket('data').hostedZoneId })));
    expect(error.message).to.contain('stack outputs without a value: zone');
  });
});
