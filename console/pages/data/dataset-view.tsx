import { useCallback, useState } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import type { ReadDataset } from '../../aws/data/dataset-calls.ts';
import { ClassBars } from '../../dataset/class-bars.tsx';
import { NameSearch, searchedName } from '../../lists/name-search.tsx';
import type { SplitName } from '../../model/dataset/dataset-details.ts';
import type { Size } from '../../model/dataset/image-sizes.ts';
import type { DatasetReport, ReportedClass } from '../../model/dataset/reported-dataset.ts';
import { bytesText, countText } from '../../model/readable.ts';
import type { S3Place } from '../../model/s3-place.ts';
import { holds } from '../../model/search.ts';
import { ClassStrips } from './class-strips.tsx';
import { DatasetInspector } from './dataset-inspector.tsx';
import { DatasetNotices } from './dataset-notices.tsx';
import { LstRows } from './lst-rows.tsx';
import { SizeGroups } from './size-groups.tsx';

export interface ShownDataset {
  readonly dataset: ReadDataset;
  readonly folders: Readonly<Record<SplitName, S3Place>>;
  readonly runs: readonly string[];
}

/** More classes are found by their names. */
const LISTED = 300;
const SEARCHED_FROM = 8;

export function DatasetView({ dataset, folders, runs }: ShownDataset) {
  const { route } = useConsole();
  const { report, details } = dataset;
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const noteSize = useCallback((key: string, width: number, height: number) => {
    setSizes((known) => (known.has(key) ? known : new Map(known).set(key, { width, height })));
  }, []);
  const shown = report.classes.filter(({ name }) => holds(name, searchedName(route))).slice(0, LISTED);
  const choose = (name: string) => select(route, { class: name, image: undefined });
  return (
    <div class="with-inspector">
      <div class="column">
        <DatasetHead dataset={dataset} runs={runs} />
        <Classes report={report} shown={shown} choose={choose} />
        <DatasetNotices dataset={dataset} />
        <ClassStrips classes={shown} details={details} folders={folders} choose={choose} noteSize={noteSize} />
        <SizeGroups sizes={[...sizes.values()]} />
        <LstRows details={details} classes={report.classes} folders={folders} />
      </div>
      <DatasetInspector dataset={dataset} folders={folders} noteSize={noteSize} />
    </div>
  );
}

interface ClassesProps {
  readonly report: DatasetReport;
  readonly shown: readonly ReportedClass[];
  readonly choose: (name: string) => void;
}

function Classes({ report, shown, choose }: ClassesProps) {
  const { route } = useConsole();
  return (
    <section class="column" aria-label="Classes">
      <h2>Classes</h2>
      {report.classCount > SEARCHED_FROM && <NameSearch what="classes" />}
      {shown.length === 0 && <p class="muted">No class has such a name.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <div class="dataset-classes" tabIndex={0} role="group" aria-label="Classes as bars">
        <ClassBars
          classes={shown}
          classCount={report.classCount}
          images={report.images}
          chosen={route.query['class']}
          choose={choose}
        />
      </div>
    </section>
  );
}

function DatasetHead({ dataset: { report, details }, runs }: Pick<ShownDataset, 'dataset' | 'runs'>) {
  const { images, bytes, ratio } = report;
  const facts: readonly (readonly [string, string])[] = [
    ['To train on', `${countText(images.train, 'image')}, ${bytesText(bytes.train)}`],
    ['To validate', `${countText(images.validation, 'image')}, ${bytesText(bytes.validation)}`],
    ['Classes', report.classCount.toLocaleString('en')],
    ...(ratio === undefined ? [] : [['Largest to smallest', `${ratio} to 1`] as const]),
  ];
  return (
    <header class="column">
      <div class="title-line">
        <h1>Data set</h1>
        <span class="grow" />
        <RunChoice newest={details.executionName} runs={runs} />
      </div>
      <dl class="facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function RunChoice({ newest, runs }: { readonly newest: string; readonly runs: readonly string[] }) {
  const { route } = useConsole();
  const { run = '' } = route.query;
  return (
    <select
      aria-label="Run"
      value={run}
      onChange={({ currentTarget }) => select(route, { run: currentTarget.value || undefined })}
    >
      <option value="">{run === '' ? `newest: ${newest}` : 'newest'}</option>
      {runs.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}
