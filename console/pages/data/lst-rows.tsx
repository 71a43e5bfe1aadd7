import { useEffect, useRef, useState } from 'preact/hooks';
import { useConsole } from '../../app/context.ts';
import { select } from '../../app/navigation.ts';
import { getObject, objectSize } from '../../aws/s3-calls.ts';
import { VirtualList } from '../../lists/virtual-list.tsx';
import {
  type DatasetDetails,
  type LstFacts,
  SPLIT_WORDS,
  SPLITS,
  type SplitName,
} from '../../model/dataset/dataset-details.ts';
import type { ReportedClass } from '../../model/dataset/reported-dataset.ts';
import { LstFile, type WrittenRow } from '../../model/dataset/written-rows.ts';
import type { S3Place } from '../../model/s3-place.ts';
import { Problem } from '../../parts/problem.tsx';

interface Props {
  readonly details: DatasetDetails;
  readonly classes: readonly ReportedClass[];
  readonly folders: Readonly<Record<SplitName, S3Place>>;
}

/** The rows that a training job reads, of the split that is opened. */
export function LstRows({ details, classes, folders }: Props) {
  const { route } = useConsole();
  const [split, setSplit] = useState<SplitName>();
  const lst = split && details.lst[split];
  return (
    <section class="column" aria-label="Rows">
      <h2>Rows</h2>
      <div class="filters" role="group" aria-label="Rows of">
        {SPLITS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={split === one}
            onClick={() => setSplit(split === one ? undefined : one)}
          >
            {SPLIT_WORDS[one]} <span class="count">{(details.lst[one]?.rows ?? 0).toLocaleString('en')}</span>
          </button>
        ))}
      </div>
      {lst === undefined || split === undefined ? (
        <p class="muted">Open a split to see the rows of its .lst file.</p>
      ) : (
        <Rows
          key={lst.place.key}
          lst={lst}
          classes={classes}
          open={(path, name) => {
            const { bucket, key } = folders[split];
            select(route, { class: name, image: `s3://${bucket}/${key}${path}` });
          }}
        />
      )}
    </section>
  );
}

const PART_BYTES = 256 * 1024;
const [ROW_HEIGHT, MAX_HEIGHT] = [28, 420];

interface RowsProps extends Pick<Props, 'classes'> {
  readonly lst: LstFacts;
  /** Shows the image of a row, of a class. */
  readonly open: (path: string, className: string | undefined) => void;
}

function Rows({ lst, classes, open }: RowsProps) {
  const { rows, error, isWhole, more } = useLstFile(lst);
  const names = new Map(classes.map(({ label, name }) => [label, name]));
  return (
    <div class="rows lst-rows">
      {error !== undefined && <Problem error={error} retry={more} />}
      <VirtualList
        label={`Rows of ${lst.place.key}`}
        items={rows}
        rowHeight={ROW_HEIGHT}
        maxHeight={MAX_HEIGHT}
        row={(row) => <Row key={row.index} row={row} names={names} open={open} />}
      />
      <p class="muted">
        {rows.length.toLocaleString('en')} of {lst.rows.toLocaleString('en')} rows of <code>{lst.place.key}</code>
        {!isWhole && (
          <button type="button" class="link after" onClick={more}>
            read more rows
          </button>
        )}
      </p>
    </div>
  );
}

interface RowProps extends Pick<RowsProps, 'open'> {
  readonly row: WrittenRow;
  readonly names: ReadonlyMap<number, string>;
}

function Row({ row: { index, labels, path }, names, open }: RowProps) {
  const marked =
    labels.length === 1 ? [Number(labels[0])] : labels.flatMap((mark, at) => (Number(mark) === 1 ? [at] : []));
  const classes = marked.map((label) => names.get(label) ?? String(label));
  return (
    <li class="row">
      <span class="number">{index}</span>
      <bdi title={labels.join(' ')}>{classes.join(', ')}</bdi>
      <button type="button" class="link name" title={path} onClick={() => open(path, classes[0])}>
        {path}
      </button>
    </li>
  );
}

/** Reads the file part by part, the first one at once. */
function useLstFile({ place }: LstFacts) {
  const file = useRef<{ reader: LstFile; size: number; read: number } | undefined>(undefined);
  const [, setRound] = useState(0);
  const [error, setError] = useState<unknown>();
  const isReading = useRef(false);
  const more = async () => {
    if (isReading.current) return;
    isReading.current = true;
    try {
      file.current ??= { reader: new LstFile(), size: await objectSize(place), read: 0 };
      const { reader, size, read } = file.current;
      const last = Math.min(size, read + PART_BYTES) - 1;
      if (last < read) return;
      const response = await getObject({ ...place, bytes: [read, last] });
      reader.take(new Uint8Array(await response.arrayBuffer()), last === size - 1);
      file.current.read = last + 1;
      setError(undefined);
    } catch (reason) {
      setError(reason);
    } finally {
      isReading.current = false;
      setRound((round) => round + 1);
    }
  };
  useEffect(() => void more(), []);
  const { current } = file;
  return {
    rows: current?.reader.rows ?? [],
    error,
    isWhole: current !== undefined && current.read >= current.size,
    more,
  };
}
