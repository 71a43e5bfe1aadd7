import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type AskedReport, type LoadedReport, loadReport } from '../../../../../localstack/cli/console/load-report.ts';
import { JOB, longRun, ownImageAnswers, type Recorded, trainedAnswers, trainedRun } from './trained-run.ts';

/** A tag; a value in quotes may hold a `>`. */
const TAG = '<[a-z/](?:"[^"]*"|[^">])*>';
const HISTORIES = join(import.meta.dirname, '..', '..', '..', 'console', 'histories');
const HOSTILE = '</style><script>alert(1)</script><img src="http://example.com/x" onerror="alert(1)">';

function recorded(name: string): Recorded {
  const history: Recorded = JSON.parse(readFileSync(join(HISTORIES, `${name}.json`), 'utf8'));
  return history;
}

/** An endpoint that answers with a recorded run; JSON operations by their names, objects by their paths. */
function endpoint({ definition, execution, events }: Recorded, more: Readonly<Record<string, unknown>> = {}) {
  const answers: Readonly<Record<string, unknown>> = {
    DescribeExecution: execution,
    DescribeStateMachineForExecution: { definition: JSON.stringify(definition) },
    GetExecutionHistory: { events },
    ...more,
  };
  return async (_service: string, path: string, { headers, body }: RequestInit): Promise<Response> => {
    const operation = new Headers(headers).get('x-amz-target')?.split('.').at(-1) ?? path;
    // At the end of a log AWS gives no events, and the token again.
    const isEnd = operation === 'GetLogEvents' && String(body).includes('nextToken');
    const answer = isEnd ? { events: [], nextForwardToken: 'f/1' } : answers[operation];
    if (answer === undefined) return new Response('{"__type":"ResourceNotFound"}', { status: 400 });
    if (!(answer instanceof Uint8Array)) return Response.json(answer);
    return new Response(new Uint8Array(answer), { headers: { 'content-length': String(answer.length) } });
  };
}

describe('the report of a run', () => {
  let report: LoadedReport;
  before(async () => {
    report = await loadReport();
  });

  const render = (
    transport: ReturnType<typeof endpoint>,
    more: Partial<Pick<AskedReport, 'denials' | 'makeThumbnail'>> = {},
  ) =>
    report.renderReport({
      executionArn: 'arn',
      transport,
      styles: report.styles,
      outputs: {
        runCost: { text: 'At most 1.48 USD a run', instanceType: 'ml.g4dn.xlarge', pricePerInstanceHour: 0.72 },
      },
      denials: [],
      versions: { project: '1.2.3' },
      makeThumbnail: async (image) => (image.length === 1 ? `data:image/jpeg;base64,${image[0]}` : undefined),
      ...more,
    });

  it('has the failure, what to do, the graph, the timeline, cost and versions, in one file that asks for nothing', async () => {
    const html = await render(endpoint(recorded('fail-state')), {
      denials: ['role/x is not authorized to perform: y'],
    });
    const text = textOf(html);
    for (const part of [
      'In Stop NoImages',
      'there are none',
      'redrive: the run goes on at the state that failed',
      'role/x is not authorized to perform: y',
      'On AWS: At most 1.48 USD a run.',
      'project 1.2.3',
    ]) {
      expect(text).to.contain(part);
    }
    expect(html)
      .to.match(/^<!doctype html>\n<html lang="en">/)
      .and.contain('aria-label="Graph of the states"');
    expect(html).to.contain('class="node is-failed');
    expectSelfContained(html);
  });

  it('draws everything from data as text, the state’s name and the cause among it', async () => {
    const { definition, execution, events } = recorded('fail-state');
    const hostile = (value: object) =>
      JSON.parse(JSON.stringify(value).replaceAll('Stop', JSON.stringify(HOSTILE).slice(1, -1)));
    const cause = { cause: HOSTILE, error: HOSTILE, name: HOSTILE };
    const run = { definition: hostile(definition), execution: { ...execution, ...cause }, events: hostile(events) };
    const html = await render(endpoint(run));
    expectSelfContained(html);
    expect(textOf(html)).to.contain(`In ${HOSTILE} ${HOSTILE}`);
  });

  it('has the training with its curves, billed time and cost, and the data set with small pictures', async () => {
    const html = await render(endpoint(trainedRun(), trainedAnswers()));
    const text = textOf(html);
    expect(text).to.contain(`Training job ${JOB}`).and.contain('best epoch 2: train 0.750 · validation 0.625');
    // 50 s of an instance at 0.72 USD an hour.
    expect(text).to.contain('Billed50 s').and.contain('Cost on AWS0.0100 USD');
    expect(html).to.match(/class="chart-line tone-main "><path d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+"/);
    expect(text).to.contain('0 cat').and.contain('1 <b>dog').and.contain('12 images, 4.0 kB').and.contain('a warning');
    // The second image of the class is no image, and the third one is not there.
    expect(html.match(/<img [^>]*>/g)).to.deep.equal([
      '<img src="data:image/jpeg;base64,7" alt="cat/1.jpg" title="cat/1.jpg" width="96" height="96"/>',
    ]);
    expectSelfContained(html);
  });

  it('has at most 2 MB of small pictures, and at most eight of a class', async () => {
    const paths = Array.from({ length: 9 }, (_, index) => `cat/${index}.jpg`);
    const lst = Buffer.from(paths.map((path, index) => `${index}\t0\t${path}\n`).join(''));
    const objects = Object.fromEntries(paths.map((path) => [`/b/images/${path}`, Uint8Array.of(7)]));
    const answers = { ...trainedAnswers(), ...objects, '/b/runs/r/train-data.lst': lst };
    const picturesOf = async (bytes: number) => {
      const makeThumbnail = async () => `data:image/jpeg;base64,${'A'.repeat(bytes)}`;
      const html = await render(endpoint(trainedRun(), answers), { makeThumbnail });
      return html.match(/<img /g)?.length;
    };
    expect(await picturesOf(600_000)).to.equal(3);
    expect(await picturesOf(3_000)).to.equal(8);
  });

  it('has of each class the share of all training images, whether their classes are listed or not', async () => {
    const answers = trainedAnswers();
    const splits = { train: { images: 48, bytes: 1 }, test: { images: 16, bytes: 1 } };
    const listed = [{ label: 0, name: 'cat', train: { images: 12 }, test: { images: 4 } }];
    const reported = { splits, classes: { total: 4, listed } };
    const html = await render(endpoint(trainedRun(), { ...answers, '/b/runs/r/dataset-report.json': reported }));
    expect(textOf(html)).to.contain('0 cat12 25.0 %4 25.0 %');
  });

  it('has the curves of another image by CloudWatch, and never tries the job’s own expressions', async () => {
    const metrics = [{ Id: 'm0', Timestamps: [1_001, 1_002], Values: [0.5, 0.25] }];
    const html = await render(
      endpoint(trainedRun(), { ...ownImageAnswers(), GetMetricData: { MetricDataResults: metrics } }),
    );
    expect(textOf(html)).to.contain('best epoch 2: train 0.250').and.not.contain('No curve of');
  });

  it('says so where CloudWatch does not tell of a job’s own metrics', async () => {
    const text = textOf(await render(endpoint(trainedRun(), ownImageAnswers())));
    expect(text).to.contain('No curve of train:loss: CloudWatch does not tell of them here.');
    expect(text).to.contain('train:loss0.25');
  });

  it('asks for no picture after the first one that there is no room for, and for none that is large', async () => {
    const paths = Array.from(
      { length: 24 },
      (_, index) => `${['cat', 'dog', 'owl'][Math.floor(index / 8)]}/${index}.jpg`,
    );
    const lst = Buffer.from(paths.map((path, index) => `${index}\t${Math.floor(index / 8)}\t${path}\n`).join(''));
    const listed = ['cat', 'dog', 'owl'].map((name, label) => ({
      label,
      name,
      train: { images: 8 },
      test: { images: 0 },
    }));
    const splits = { train: { images: 24, bytes: 1, lst: { uri: 's3://b/runs/r/train-data.lst' } } };
    const answers = {
      ...trainedAnswers(),
      '/b/runs/r/dataset-report.json': { splits, classes: { total: 3, listed } },
      '/b/runs/r/train-data.lst': lst,
    };
    const asked: string[] = [];
    const others = endpoint(trainedRun(), answers);
    const transport: typeof others = async (service, path, init) => {
      if (!path.startsWith('/b/images/')) return others(service, path, init);
      asked.push(path);
      const bytes = path.endsWith('/1.jpg') ? 20_000_001 : 1;
      return new Response(Uint8Array.of(7), { headers: { 'content-length': String(bytes) } });
    };
    const source = `data:image/jpeg;base64,${'A'.repeat(180_000)}`;
    const html = await render(transport, { makeThumbnail: async () => source });
    // 11 of 180 kB fit into 2 MB: seven of the first class, whose second image is too large, and four of the next.
    expect([...html.matchAll(/<img [^>]*alt="([^"]*)"/g)].map(([, path]) => path)).to.deep.equal(
      [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((index) => paths[index]),
    );
    expect(asked).to.have.length(16);
  });

  it('has the state that failed among thousands, and says what is left out', async () => {
    const html = await render(endpoint(longRun(600)));
    const timeline = /<section class="timeline".*?<\/section>/s.exec(html)?.[0] ?? '';
    expect(timeline.match(/class="timeline-row"/g)).to.have.length(201);
    expect(timeline).to.contain('title="Last"').and.contain('The first 200 of 601 states, and the one that failed.');
    const states = /<table class="compare report-states">.*/s.exec(html)?.[0] ?? '';
    expect(states).to.contain('>Last</th>').and.contain('The first 500 of 601 states, and the one that failed.');
  });

  it('is written without the parts that AWS refuses to tell', async () => {
    const html = await render(endpoint(trainedRun()));
    expect(textOf(html)).to.contain('Train').and.not.contain('Training job');
    expectSelfContained(html);
  });

  it('has light and dark colours, and is light in print', () => {
    expect(report.styles)
      .to.match(/:root\{color-scheme:light dark;--page: ?light-dark\(#\w+, ?#\w+\)/)
      .and.match(/@media print\{:root\{color-scheme:light\}/);
  });
});

/** Nothing runs, and nothing is asked for: no address but those of pictures that are in the file. */
function expectSelfContained(html: string): void {
  const tags = html.match(new RegExp(TAG, 'gi')) ?? [];
  expect(tags.filter((tag) => /^<(?:script|iframe|object|embed|link|base|form)\b/i.test(tag))).to.deep.equal([]);
  // Attributes as a parser of HTML sees them: values in quotes are passed over.
  const bare = tags.map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
  expect(bare.filter((tag) => /\s(?:on\w+|href|srcset|action|poster)\s*=/i.test(tag))).to.deep.equal([]);
  const sources = tags.flatMap((tag) => [...tag.matchAll(/\ssrc="([^"]*)"/g)].map(([, source = '']) => source));
  expect(sources.filter((source) => !source.startsWith('data:image/'))).to.deep.equal([]);
  expect(html).to.not.match(/@import|url\(/);
  expect(html).to.contain(`http-equiv="Content-Security-Policy" content="default-src 'none'; `);
}

function textOf(html: string): string {
  const [, body = ''] = html.split('<body>');
  return body
    .replaceAll(new RegExp(TAG, 'gi'), '')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
