import { expect } from 'chai';
import { ExecutionStory } from '../../../../../console/model/history/execution-story.ts';
import { historyEvents } from '../../../../../console/model/history/story-event.ts';
import { timelineRows } from '../../../../../console/model/history/timeline.ts';

const event = (id: number, second: number, type: string, details: object = {}) => ({
  id,
  previousEventId: id - 1,
  timestamp: second,
  type,
  someEventDetails: details,
});

describe('the timeline of an execution', () => {
  const events = [
    event(1, 0, 'ExecutionStarted'),
    event(2, 1, 'TaskStateEntered', { name: 'A' }),
    event(3, 1, 'TaskScheduled'),
    event(4, 3, 'TaskFailed', { error: 'E' }),
    event(5, 8, 'TaskScheduled'),
    event(6, 9, 'TaskSucceeded'),
    event(7, 9, 'TaskStateExited', { name: 'A' }),
    event(8, 9, 'WaitStateEntered', { name: 'W' }),
  ];
  const barsAt = (nowMs: number, list: readonly object[]) =>
    timelineRows(ExecutionStory.of(historyEvents(list)).visits, nowMs).map(({ visit, bars }) => [
      visit.name,
      ...bars.map(({ kind, status, fromMs, toMs, attempt }) =>
        `${kind} ${status} ${fromMs}-${toMs} ${attempt ?? ''}`.trim(),
      ),
    ]);

  it('has a bar for each try, a pause between two, and what runs goes on until now', () => {
    expect(barsAt(12_000, events)).to.deep.equal([
      ['A', 'work failed 1000-3000 1', 'wait running 3000-8000', 'work succeeded 8000-9000 2'],
      ['W', 'wait running 9000-12000'],
    ]);
  });

  it('shows the pause before a retry while it lasts', () => {
    expect(barsAt(5_000, events.slice(0, 4))).to.deep.equal([
      ['A', 'work failed 1000-3000 1', 'wait running 3000-5000'],
    ]);
  });
});
