import { expect } from 'chai';
import { PullProgress } from '../../../../../localstack/clouds/docker/pull-progress.ts';

describe('the progress of a pull', () => {
  it('says nothing before Docker has named the size of a layer', () => {
    const progress = new PullProgress();
    progress.add({ status: 'Pulling from localstack/localstack', id: '4.14.0' });
    progress.add({ status: 'Pulling fs layer', id: 'a' });
    expect(progress.text).to.equal('');
  });

  it('adds up what was downloaded of all layers, each as far as it is now', () => {
    const progress = new PullProgress();
    progress.add({ status: 'Downloading', id: 'a', progressDetail: { current: 10_000_000, total: 100_000_000 } });
    progress.add({ status: 'Downloading', id: 'b', progressDetail: { current: 1_000_000, total: 20_000_000 } });
    progress.add({ status: 'Downloading', id: 'a', progressDetail: { current: 50_000_000, total: 100_000_000 } });
    expect(progress.text).to.equal('51 of 120 MB');
  });

  it('counts a layer as whole once it is downloaded, and unpacking does not change that', () => {
    const progress = new PullProgress();
    progress.add({ status: 'Downloading', id: 'a', progressDetail: { current: 10_000_000, total: 100_000_000 } });
    progress.add({ status: 'Download complete', id: 'a' });
    progress.add({ status: 'Extracting', id: 'a', progressDetail: { current: 1, total: 100_000_000 } });
    expect(progress.text).to.equal('100 of 100 MB');
  });
});
