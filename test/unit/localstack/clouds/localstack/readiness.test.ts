import { expect } from 'chai';
import { readinessOf } from '../../../../../localstack/clouds/localstack/readiness.ts';

const HOOK = 'sagemaker_hook.py';
const HEALTH = { services: {}, edition: 'community', version: '4.14.0' };

/** The answer of /_localstack/init in the form that LocalStack 4.14.0 gives it. */
const init = (state: string, ready: boolean) => ({
  completed: { BOOT: true, START: true, READY: ready, SHUTDOWN: false },
  scripts: [{ stage: 'START', name: HOOK, state }],
});

describe('the readiness of LocalStack', () => {
  it('waits for health, then for init', () => {
    expect(readinessOf(undefined, undefined, HOOK)).to.deep.equal({
      state: 'starting',
      waitingFor: 'an answer of /_localstack/health',
    });
    expect(readinessOf(HEALTH, undefined, HOOK)).to.deep.equal({
      state: 'starting',
      waitingFor: 'an answer of /_localstack/init',
    });
  });

  it('waits for the hook and for the last stage', () => {
    expect(readinessOf(HEALTH, init('RUNNING', false), HOOK)).to.deep.equal({
      state: 'starting',
      waitingFor: 'sagemaker_hook.py to run (RUNNING)',
    });
    expect(readinessOf(HEALTH, init('SUCCESSFUL', false), HOOK)).to.deep.equal({
      state: 'starting',
      waitingFor: 'the stage READY of /_localstack/init',
    });
  });

  it('is there once both are done', () => {
    expect(readinessOf(HEALTH, init('SUCCESSFUL', true), HOOK)).to.deep.equal({ state: 'ready', version: '4.14.0' });
  });

  it('will not come when the hook has failed, though LocalStack serves', () => {
    expect(readinessOf(HEALTH, init('ERROR', true), HOOK)).to.deep.equal({
      state: 'failed',
      reason: 'LocalStack could not load sagemaker_hook.py',
    });
  });

  it('will not come when LocalStack does not see the hook', () => {
    expect(readinessOf(HEALTH, { completed: {}, scripts: [] }, HOOK)).to.deep.equal({
      state: 'failed',
      reason: 'LocalStack does not see sagemaker_hook.py in its start.d folder',
    });
  });
});
