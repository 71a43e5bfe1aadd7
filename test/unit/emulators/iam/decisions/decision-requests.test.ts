import { expect } from 'chai';
import { ACCOUNT_ID, IamFixture } from '../iam-fixture.ts';

interface Answer {
  readonly decisions?: readonly object[];
  readonly forgotten?: number;
}

describe('what IAM decided, asked for by HTTP', () => {
  let fixture: IamFixture;
  before(async () => {
    fixture = await IamFixture.start();
  });
  after(() => fixture.stop());

  const ask = async (query = '', method = 'GET', headers: Record<string, string> = {}) => {
    const { endpointUrl } = fixture.clients.access;
    const response = await fetch(`${endpointUrl}/_rehearsal/decisions${query}`, { method, headers });
    return { status: response.status, body: response.status === 403 ? {} : ((await response.json()) as Answer) };
  };

  it('is listed with its caller and its denial, from a time on', async () => {
    const roleArn = `arn:aws:iam::${ACCOUNT_ID}:role/reader`;
    const arn = `arn:aws:sts::${ACCOUNT_ID}:assumed-role/reader/session`;
    const caller = { accountId: ACCOUNT_ID, arn, userId: 'AROA:session', roleArn, region: 'us-east-1' };
    const startMs = Date.now();
    const denial = fixture.access.check(caller, { action: 'sns:Publish', resource: 'arn:aws:sns:us-east-1:1:t' });
    const { status, body } = await ask(`?since=${startMs}`);
    expect([status, body.forgotten, body.decisions?.length]).to.deep.equal([200, 0, 1]);
    expect(body.decisions?.[0]).to.deep.include({ roleArn, callerArn: arn, action: 'sns:Publish', count: 1, denial });
    expect((await ask(`?since=${startMs + 3_600_000}`)).body).to.deep.equal({ decisions: [], forgotten: 0 });
  });

  it('is refused to pages of a browser, to a time that is none and to other methods', async () => {
    expect((await ask('', 'GET', { 'sec-fetch-site': 'cross-site' })).status).to.equal(403);
    expect((await ask('?since=yesterday')).body).to.deep.equal({
      problems: ['[rehearsal] since=yesterday is no time; write milliseconds since 1970, such as 1700000000000'],
    });
    expect((await ask('', 'DELETE')).status).to.equal(405);
  });
});
