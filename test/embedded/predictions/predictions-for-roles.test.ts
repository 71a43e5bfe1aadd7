import { expect } from 'chai';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { ARTIFACT, PredictionLab } from '../support/prediction-lab.ts';

describe('predictions for a role', () => {
  const folder = useTemporaryFolder();
  let lab: PredictionLab;

  before(async () => {
    lab = await PredictionLab.start();
  });
  beforeEach(() => lab.putArtifact(folder()));
  after(() => lab.role.close());

  const images = ['s3://pictures/test/a.png'];
  const query = `?artifact=${encodeURIComponent(ARTIFACT)}`;
  const signed = () => {
    const { accessKeyId } = lab.role.clients.access.credentials;
    const scope = `Credential=${accessKeyId}/20261127/us-east-1/sagemaker/aws4_request`;
    return { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=x` };
  };
  const reading = (...keys: readonly string[]) =>
    keys.map((key) => ({ Action: 's3:GetObject', Resource: `arn:aws:s3:::pictures/${key}` }));

  it('need the permission to read the artifact and the images, and no other', async () => {
    await lab.role.grant(...reading('job/*', 'test/*'));
    const answer = await lab.order({ artifact: ARTIFACT, images }, signed());
    expect(answer.body.predictions).to.deep.equal([{ image: images[0], probabilities: lab.expected }]);
    // More than what the authorization of an operation reads.
    const body = Buffer.concat([lab.picture, Buffer.alloc(17 * 1024 * 1024)]);
    const sent = await lab.ask(query, { body, headers: { 'content-type': 'image/png', ...signed() } });
    expect(sent.body.predictions).to.deep.equal([{ probabilities: lab.expected }]);
  });

  it('are made of nothing that it may not read itself', async () => {
    await lab.role.grant({ Action: 'sagemaker:*' });
    const problems = [`[rehearsal] ${ARTIFACT} cannot be read: HTTP 403`];
    expect(await lab.order({ artifact: ARTIFACT, images }, signed())).to.deep.equal({
      status: 403,
      body: { problems },
    });
    const headers = { 'content-type': 'image/png', ...signed() };
    const sent = await lab.ask(query, { body: new Uint8Array(lab.picture), headers });
    expect(sent).to.deep.equal({ status: 403, body: { problems } });
    await lab.role.grant(...reading('job/*'));
    const halved = await lab.order({ artifact: ARTIFACT, images }, signed());
    expect(halved.status).to.equal(200);
    expect(JSON.stringify(halved.body.predictions)).to.contain('s3://pictures/test/a.png cannot be read: AccessDenied');
  });

  it('leave no action that IAM does not know among what was decided', async () => {
    await lab.order({ artifact: ARTIFACT, images }, signed());
    const decisions = await (await fetch(`${lab.role.cloud.endpointUrl}/_rehearsal/decisions`)).text();
    expect(decisions).to.contain('s3:GetObject');
    expect(decisions).to.not.contain('undefined');
  });
});
