import { expect } from 'chai';
import { StopOrder } from '../../../../../../emulators/sagemaker/training-jobs/run/stop-order.ts';

describe('the order to stop a training job', () => {
  it('keeps its first cause', () => {
    const stop = new StopOrder(1000);
    stop.give('maximum runtime');
    stop.give('stop request');
    expect(stop.cause).to.equal('maximum runtime');
    expect(stop.endWithModel()).to.equal('MaxRuntimeExceeded');
    expect(stop.endWithoutModel()).to.deep.equal({ status: 'MaxRuntimeExceeded' });
  });

  it('gives way to the closing of the emulator, whatever came before', () => {
    const stop = new StopOrder(1000);
    stop.give('maximum wait');
    stop.give('emulator closes');
    expect(stop.cause).to.equal('emulator closes');
    expect(stop.endWithModel()).to.equal('Stopped');
  });

  it('reaches what runs each time it is given, with its own time of grace, and no longer than it runs', async () => {
    const stop = new StopOrder(1000);
    const graces: number[] = [];
    const { promise, resolve } = Promise.withResolvers<string>();
    const ended = stop.obeyedBy((graceMs) => graces.push(graceMs), promise);
    stop.give('stop request');
    stop.give('emulator closes', 50);
    resolve('ended');
    expect(await ended).to.equal('ended');
    stop.give('emulator closes', 7);
    expect(graces).to.deep.equal([1000, 50]);
  });

  it('is not given at first: the job then ends with its model as Completed', () => {
    const stop = new StopOrder(1000);
    expect([stop.cause, stop.signal.aborted, stop.endWithModel()]).to.deep.equal([undefined, false, 'Completed']);
    stop.give('stop request');
    expect([stop.cause, stop.signal.aborted, stop.endWithModel()]).to.deep.equal(['stop request', true, 'Stopped']);
  });
});
