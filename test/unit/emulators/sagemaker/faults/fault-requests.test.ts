import { request } from 'node:http';
import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { demandSecret, SECRET_HEADER } from '../../../../../localstack/clouds/docker/emulator-secret.ts';
import { listenTo } from '../../../../support/service-listener.ts';
import { SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';

describe('the faults of a running emulator', () => {
  let fixture: SageMakerFixture;
  const ask = async (method: string, body?: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const init = { method, headers, ...(body === undefined ? {} : { body: text }) };
    const response = await fetch(`${fixture.endpointUrl}/_rehearsal/faults`, init);
    return { status: response.status, body: (await response.json()) as { readonly faults?: readonly object[] } };
  };
  const fetchFaults = async (method: string, query: string) => {
    const response = await fetch(`${fixture.endpointUrl}/_rehearsal/faults${query}`, { method });
    return { status: response.status, body: await response.json() };
  };

  beforeEach(async () => {
    fixture = await SageMakerFixture.start();
  });
  afterEach(() => fixture[Symbol.asyncDispose]());

  it('are added by POST, one or a list, as mappings or as texts, and happen', async () => {
    expect(await ask('GET')).to.deep.equal({ status: 200, body: { faults: [] } });
    await ask('POST', { kind: 'capacity', which: 1, name: 'j*' });
    expect(await ask('POST', ['slow-start:7', { kind: 'upload-denied' }])).to.deep.equal({
      status: 200,
      body: {
        faults: [
          { fault: 'capacity:1@j*', seen: 0, fired: 0 },
          { fault: 'slow-start:7', seen: 0, fired: 0 },
          { fault: 'upload-denied', seen: 0, fired: 0 },
        ],
      },
    });
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    expect((await fixture.waitFor('job', 'Failed')).FailureReason).to.match(/^CapacityError: /);
    expect((await ask('GET')).body.faults?.[0]).to.deep.equal({ fault: 'capacity:1@j*', seen: 1, fired: 1 });
  });

  it('are forgotten by DELETE', async () => {
    await ask('POST', 'capacity', { 'content-type': 'application/json' });
    await ask('POST', '"capacity"');
    expect(await ask('DELETE')).to.deep.equal({ status: 200, body: { faults: [] } });
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    expect((await fixture.waitFor('job', 'Failed', 'Completed')).TrainingJobStatus).to.equal('Completed');
  });

  it('are taken off one by one, as they are listed', async () => {
    await ask('POST', ['slow-start:7,for=1s', 'upload-denied', 'slow-start:8']);
    const remove = (fault: string) => fetchFaults(`DELETE`, `?fault=${encodeURIComponent(fault)}`);
    expect(await remove('slow-start:7,for=1000ms')).to.deep.equal({
      status: 200,
      body: {
        faults: [
          { fault: 'upload-denied', seen: 0, fired: 0 },
          { fault: 'slow-start:8', seen: 0, fired: 0 },
        ],
      },
    });
    expect(await remove('slow-start')).to.deep.equal({
      status: 404,
      body: { problems: ['[rehearsal] no fault is written "slow-start": there are upload-denied slow-start:8'] },
    });
  });

  it('are refused whole, with all problems, when one is none', async () => {
    expect(await ask('POST', ['capacity', 'capcity', { kind: 'slow-start', for: 'long' }])).to.deep.equal({
      status: 400,
      body: {
        problems: [
          '[rehearsal] fault 2 capcity: there is no fault "capcity"; did you mean "capacity"?',
          '[rehearsal] fault 3: for "long" is no time up to 24h; write one such as 500ms, 30s or 5m',
        ],
      },
    });
    expect((await ask('POST', '{')).status).to.equal(400);
    expect((await ask('POST', `"${'x'.repeat(300_000)}"`)).status).to.equal(400);
    expect((await ask('PUT', [])).status).to.equal(405);
    expect((await ask('GET')).body).to.deep.equal({ faults: [] });
  });

  it('are not for pages in a browser', async () => {
    for (const headers of [
      { origin: 'https://evil.test' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-origin' },
    ]) {
      // Node's fetch leaves out what browsers alone may set: hence a request of its own.
      expect(await statusOf(fixture.endpointUrl, { method: 'POST', headers, body: '"capacity"' })).to.equal(403);
    }
    expect((await ask('GET')).body).to.deep.equal({ faults: [] });
    expect(
      await statusOf(fixture.endpointUrl, { method: 'GET', headers: { 'sec-fetch-site': 'none' }, body: '' }),
    ).to.equal(200);
  });

  it('need the secret where the emulator has one', async () => {
    const listener = await listenTo(demandSecret(fixture.service, 'secret'));
    try {
      const url = `${listener.endpointUrl}/_rehearsal/faults`;
      expect((await fetch(url, { method: 'POST', body: '"capacity"' })).status).to.equal(403);
      const known = await fetch(url, { headers: { [SECRET_HEADER]: 'secret' } });
      expect([known.status, await known.json()]).to.deep.equal([200, { faults: [] }]);
    } finally {
      await listener.close();
    }
  });
});

interface RawRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function statusOf(endpointUrl: string, { method, headers, body }: RawRequest): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${endpointUrl}/_rehearsal/faults`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
