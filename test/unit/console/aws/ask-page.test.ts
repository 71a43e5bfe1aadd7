import { expect } from 'chai';
import { answeredAhead, askAhead, askPage } from '../../../../console/aws/ask-page.ts';

describe('what a page asks ahead', () => {
  const { fetch } = globalThis;
  const asked: string[] = [];
  beforeEach(() => {
    asked.length = 0;
    globalThis.fetch = async (address, init) => {
      asked.push(`${String(address)} ${String(init?.body ?? '')}`);
      if (address === 'fails') throw new Error('no answer');
      return new Response(`answer ${asked.length}`, { status: 201, headers: { 'x-own': 'yes' } });
    };
  });
  after(() => {
    globalThis.fetch = fetch;
  });

  it('is answered once, with all that the answer was; who asks again wants news', async () => {
    askAhead(() => askPage('session'));
    const first = await askPage('session');
    expect([first.status, first.headers.get('x-own'), await first.text()]).to.deep.equal([201, 'yes', 'answer 1']);
    expect(await (await askPage('session')).text()).to.equal('answer 2');
    expect(asked).to.deep.equal(['session ', 'session ']);
  });

  it('is told apart by its body and headers', async () => {
    const init = { method: 'POST', headers: { target: 'List' }, body: '{"a":1}' };
    askAhead(() => askPage('aws/states/', init));
    for (const other of [
      { ...init, body: '{"a":2}' },
      { ...init, headers: { target: 'Describe' } },
    ]) {
      expect(await (await askPage('aws/states/', other)).text()).to.not.equal('answer 1');
    }
    expect(await (await askPage('aws/states/', init)).text()).to.equal('answer 1');
  });

  it('fails for who takes it, and can be waited for all the same', async () => {
    askAhead(() => askPage('fails'));
    await answeredAhead();
    const problem = await askPage('fails').catch((error: unknown) => error);
    expect(problem).to.be.an('error').with.property('message', 'no answer');
    expect(asked).to.deep.equal(['fails ']);
  });

  it('gives no answer to who asks ahead', async () => {
    let isAnswered = false;
    askAhead(async () => {
      await askPage('session');
      isAnswered = true;
    });
    await answeredAhead();
    await askPage('session');
    expect(isAnswered).to.equal(false);
  });
});
