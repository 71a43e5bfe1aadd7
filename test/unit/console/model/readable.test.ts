import { expect } from 'chai';
import { cliCommand } from '../../../../console/model/cli-command.ts';
import { failureAdvice } from '../../../../console/model/failure-advice.ts';
import { readableFailure } from '../../../../console/model/failure-cause.ts';
import { nameLines } from '../../../../console/model/graph/name-lines.ts';
import { jsonDifferences } from '../../../../console/model/json-differences.ts';
import { jsonLines, UNTOUCHED } from '../../../../console/model/json-tree.ts';
import {
  agoText,
  bytesText,
  cutInMiddle,
  durationText,
  offsetText,
  utcText,
} from '../../../../console/model/readable.ts';
import { fragmentOf, routeOf } from '../../../../console/model/route.ts';
import { timeTicks } from '../../../../console/model/time-ticks.ts';

describe('what is shown', () => {
  it('has lengths of time as people say them', () => {
    const texts = [0, 340, 2_400, 9_960, 59_400, 185_000, 3_600_000, 4_800_000, 90_000_000].map(durationText);
    expect(texts).to.deep.equal([
      '0 ms',
      '340 ms',
      '2.4 s',
      '10.0 s',
      '59 s',
      '3 min 5 s',
      '1 h',
      '1 h 20 min',
      '1 d 1 h',
    ]);
  });

  it('has times as how long ago, relative to a start, and exactly', () => {
    expect([1_000, 30_000, 190_000, 7_300_000, 200_000_000].map((ms) => agoText(0, ms))).to.deep.equal([
      'just now',
      '30 s ago',
      '3 min ago',
      '2 h ago',
      '2 d ago',
    ]);
    expect(offsetText(34)).to.equal('+0.034 s');
    expect(utcText(Date.UTC(2026, 10, 27, 14, 1, 54, 7))).to.equal('2026-11-27 14:01:54.007 UTC');
  });

  it('has bytes with units, and long names cut in their middle', () => {
    expect([0, 999, 1_000, 123_456, 2_500_000].map(bytesText)).to.deep.equal([
      '0 B',
      '999 B',
      '1.0 kB',
      '123 kB',
      '2.5 MB',
    ]);
    expect(cutInMiddle('retraining-workflow-708cc35', 15)).to.equal('retrain…708cc35');
    expect(cutInMiddle('مرحبا', 5)).to.equal('مرحبا');
    expect(nameLines('Train model (image-classification)', 22)).to.deep.equal([
      'Train model (image-',
      'classification)',
    ]);
    expect(nameLines('x'.repeat(80), 22)).to.deep.equal(['x'.repeat(22), `${'x'.repeat(11)}…${'x'.repeat(10)}`]);
  });

  it('has few and round times on an axis', () => {
    expect(timeTicks(15_800)).to.deep.equal([0, 5_000, 10_000, 15_000]);
    expect(timeTicks(400_000)).to.deep.equal([0, 120_000, 240_000, 360_000]);
    expect(timeTicks(0)).to.deep.equal([0]);
  });

  it('has the sentence of a cause, wherever it is in the JSON', () => {
    const lambda = '{"errorType":"NoImages","errorMessage":"no image under train/","trace":[]}';
    expect(readableFailure('NoImages', lambda)).to.include({ error: 'NoImages', sentence: 'no image under train/' });
    const job = JSON.stringify({ TrainingJobName: 'j', FailureReason: 'ClientError: bad' });
    expect(readableFailure('States.TaskFailed', job).sentence).to.equal('ClientError: bad');
    expect(readableFailure('E', JSON.stringify({ Cause: lambda })).sentence).to.equal('no image under train/');
    expect(readableFailure('E', 'in plain words').sentence).to.equal('in plain words');
    const sdk = 'Not Found (Service: S3, Status Code: 404, Request ID: 6AC8, Extended Request ID: Njg0)';
    expect(readableFailure('S3.NotFound', sdk).sentence).to.equal('Not Found (Service: S3, Status Code: 404)');
    expect(readableFailure('States.Timeout', undefined).sentence).to.equal('It took longer than it may.');
    expect(readableFailure('E', '').sentence).to.equal('It failed with E, which says no more.');
  });

  it('has what to do after a failure, with what the failure names', () => {
    const sentence = 'User: arn:… is not authorized to perform: s3:GetObject on resource: x';
    expect(failureAdvice({ error: 'AccessDenied', sentence }, true)).to.equal(
      'The role lacks the permission s3:GetObject. Give it to the role in the program, deploy, then redrive.',
    );
    const upload = 'ClientError: Artifact upload failed:Error 7: AccessDenied (403): Access Denied';
    expect(failureAdvice({ error: 'States.TaskFailed', sentence: upload }, true)).to.match(
      /^The role that did this lacks a permission,/,
    );
    expect(failureAdvice({ error: 'E', sentence: '' }, false)).to.equal(
      'When the reason is mended, start a new execution.',
    );
  });

  it('has commands that a shell takes word for word', () => {
    const options = { name: 'x', input: `{"a":"it's $HOME"}` };
    expect(cliCommand('stepfunctions', 'start-execution', options, 'http://127.0.0.1:4566')).to.equal(
      `aws stepfunctions start-execution --name x --input '{"a":"it'\\''s $HOME"}' --endpoint-url http://127.0.0.1:4566`,
    );
  });

  it('has addresses that lead back to what they show', () => {
    const route = { page: 'executions', id: 'arn:aws:x/y z', query: { state: 'A & B', tab: 'input' } };
    expect(routeOf(fragmentOf(route))).to.deep.equal(route);
    expect(routeOf('')).to.deep.equal({ page: 'workflow', query: {} });
    expect(routeOf('#/executions/%E0%A4%A')).to.deep.equal({ page: 'executions', id: '%E0%A4%A', query: {} });
  });

  it('has what differs between two values, as deep inside as it does', () => {
    const [one, other] = [
      { a: [1, { b: 2 }], c: 1, same: { x: [] } },
      { a: [1, { b: 3 }, 4], d: null, same: { x: [] } },
    ];
    expect(jsonDifferences(one, other)).to.deep.equal([
      { path: '$.a[1].b', one: 2, other: 3 },
      { path: '$.a[2]', one: undefined, other: 4 },
      { path: '$.c', one: 1, other: undefined },
      { path: '$.d', one: undefined, other: null },
    ]);
  });

  it('has JSON as lines, large lists in parts, and only what a search finds', () => {
    const paths = (value: unknown, search = '') => jsonLines(value, UNTOUCHED, search).map(({ path }) => path);
    expect(paths({ a: [1, { b: 2 }], 'c d': null })).to.deep.equal(['$', '$.a', '$.a[0]', '$.a[1]', "$['c d']"]);
    expect(paths({ a: [1, { b: 2 }], 'c d': null }, '2')).to.deep.equal(['$', '$.a', '$.a[1]', '$.a[1].b']);
    const list = { path: '$', toggled: new Map([['$', true]]), shown: new Map() };
    const lines = jsonLines(
      Array.from({ length: 250 }, (_, index) => index),
      list,
    );
    expect([lines.length, lines[0]?.hidden]).to.deep.equal([101, 150]);
  });
});
