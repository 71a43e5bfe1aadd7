import { expect } from 'chai';
import { ExecutionStory } from '../../../../../console/model/history/execution-story.ts';
import { recordedHistory, recordedStory } from '../../recorded-history.ts';

/** `name status`, with the container and the iteration that it is in. */
const lines = (story: ExecutionStory) =>
  story.visits.map(({ name, status, place: { container, iteration } }) =>
    [name, status, container?.name, iteration].filter((part) => part !== undefined).join(' '),
  );

describe('the story of an execution', () => {
  it('tells tries, a caught failure and what a state assigned', () => {
    const story = recordedStory('retried-and-caught');
    expect(lines(story)).to.deep.equal(['Check succeeded', 'Call succeeded', 'Guarded caught', 'Note succeeded']);
    const [, call, guarded, note] = story.visits;
    expect(call?.attempts.map(({ status, failure }) => [status, failure?.error])).to.deep.equal([
      ['failed', 'Busy'],
      ['succeeded', undefined],
    ]);
    expect(call?.attempts[1]).to.include({
      resource: 'lambda invoke',
      parameters: '{"FunctionName":"flaky","Payload":{"go":true}}',
    });
    expect(call).to.include({ input: '{"go":true}', output: '{"ok":{"go":true}}', from: 'Check' });
    expect(guarded?.failure).to.deep.equal({
      error: 'Broken',
      cause: '{"errorType":"Broken","errorMessage":"the images are gone","trace":[]}',
    });
    expect(note?.variables).to.deep.equal({ why: '"Broken"' });
    expect(story.failure).to.equal(undefined);
  });

  it('tells which branch failed, and stops the others with it', () => {
    const story = recordedStory('failed-in-parallel');
    expect(lines(story)).to.deep.equal([
      'Both failed',
      'First succeeded Both',
      'Rest aborted Both',
      'Quick succeeded Both',
      'Fetch failed Both',
    ]);
    expect(story.failure?.error).to.equal('Broken');
    expect(story.visits.map(({ from }) => from)).to.deep.equal([undefined, undefined, undefined, undefined, 'First']);
  });

  it('tells iterations apart', () => {
    const story = recordedStory('failed-in-map');
    expect(lines(story)).to.deep.equal([
      'Each failed',
      'One succeeded Each 0',
      'Fine succeeded Each 0',
      'One succeeded Each 1',
      'Broken failed Each 1',
    ]);
    const [each] = story.visits;
    expect(each?.items).to.equal(3);
    expect([...(each?.iterations ?? [])]).to.deep.equal([
      [0, 'succeeded'],
      [1, 'failed'],
    ]);
  });

  it('goes on after a redrive in the iteration that had failed', () => {
    const story = recordedStory('redriven-map');
    expect(lines(story)).to.deep.equal([
      'Each succeeded',
      'One succeeded Each 0',
      'Fine succeeded Each 0',
      'One succeeded Each 1',
      'Broken succeeded Each 1',
      'One succeeded Each 2',
      'Fine succeeded Each 2',
    ]);
    expect(story.visits[4]?.attempts.map(({ status }) => status)).to.deep.equal(['failed', 'succeeded']);
    expect([...(story.visits[0]?.iterations.values() ?? [])]).to.deep.equal(['succeeded', 'succeeded', 'succeeded']);
  });

  it('goes on after a redrive in the branch that had failed, until it is stopped', () => {
    const story = recordedStory('redriven-parallel');
    expect(lines(story)).to.deep.equal([
      'Both aborted',
      'First succeeded Both',
      'Rest aborted Both',
      'Quick succeeded Both',
      'Fetch succeeded Both',
    ]);
    expect(story.failure).to.deep.equal({ error: 'Enough', cause: 'nobody waits a minute' });
  });

  it('finds the state that failed where only the execution’s end says why', () => {
    const wrongPath = recordedStory('wrong-path');
    expect(lines(wrongPath)).to.deep.equal(['P failed']);
    expect(wrongPath.visits[0]?.failure?.error).to.equal('States.Runtime');
    expect(lines(recordedStory('fail-state'))).to.deep.equal(['P succeeded', 'Stop failed']);
  });

  it('is the same when events come one by one, and again', () => {
    for (const name of ['retried-and-caught', 'failed-in-parallel', 'redriven-map', 'redriven-parallel']) {
      const { events } = recordedHistory(name);
      const story = new ExecutionStory();
      for (const event of events) story.take([event, event]);
      expect(lines(story), name).to.deep.equal(lines(recordedStory(name)));
      expect(story.events, name).to.have.length(events.length);
    }
  });

  it('shows what runs while it runs', () => {
    const { events } = recordedHistory('failed-in-parallel');
    // Up to `Fetch` being scheduled.
    const story = ExecutionStory.of(events.filter(({ id }) => id <= 10));
    expect(lines(story)).to.deep.equal([
      'Both running',
      'First succeeded Both',
      'Rest running Both',
      'Quick succeeded Both',
      'Fetch running Both',
    ]);
  });
});
