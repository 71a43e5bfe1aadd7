import { expect } from 'chai';
import { openHttpListener } from '../../../../../emulators/core/http/http-listener.ts';
import { demandSecret, newSecret, SECRET_HEADER } from '../../../../../localstack/clouds/docker/emulator-secret.ts';
import { RecordingService } from '../../../../support/recording-service.ts';

describe('the secret of the SageMaker emulator', () => {
  it('is demanded of every request, in words that say what to set', async () => {
    const answer = () => ({ status: 200, headers: {}, body: 'served' });
    const service = new RecordingService('sagemaker', answer, 'SageMaker');
    const secret = newSecret();
    const listener = await openHttpListener({ port: 0, host: '127.0.0.1', defaultRegion: 'us-east-1' });
    try {
      listener.serve([demandSecret(service, secret)]);
      const ask = (headers: Record<string, string>) =>
        fetch(listener.endpointUrl, {
          method: 'POST',
          headers: { 'x-amz-target': 'SageMaker.ListModels', ...headers },
          body: '{}',
        });
      for (const headers of [{}, { [SECRET_HEADER]: '' }, { [SECRET_HEADER]: `${secret}x` }]) {
        const refused = await ask(headers);
        expect(refused.status).to.equal(403);
        expect(refused.headers.get('x-amzn-errortype')).to.equal('AccessDeniedException');
        const { message }: { message: string } = JSON.parse(await refused.text());
        expect(message).to.contain('SAGEMAKER_EMULATOR_SECRET');
        expect(message).to.not.contain(secret);
      }
      expect(service.requests).to.deep.equal([]);
      expect(await (await ask({ [SECRET_HEADER]: secret })).text()).to.equal('served');
    } finally {
      await listener.close();
    }
  });

  it('is another one every time, and long', () => {
    expect(newSecret()).to.match(/^[\w-]{32}$/);
    expect(newSecret()).to.not.equal(newSecret());
  });
});
