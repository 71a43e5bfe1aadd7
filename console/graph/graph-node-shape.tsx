import type { LaidNode } from '../model/graph/graph-layout.ts';
import { nameLines } from '../model/graph/name-lines.ts';
import type { StateSummary } from '../model/history/state-summary.ts';
import type { Status } from '../model/history/visit.ts';
import { cutInMiddle, durationText } from '../model/readable.ts';
import { STATUS_WORDS, StatusShape, statusClass } from '../parts/status-mark.tsx';
import { iterationWords } from './iteration-words.ts';
import { RetryLoop } from './retry-loop.tsx';

interface Props {
  readonly laid: LaidNode;
  readonly summary?: StateSummary;
  readonly isRun: boolean;
  readonly isSelected: boolean;
  /** Absent where nothing can be chosen. */
  readonly choose?: (name: string) => void;
}

const LETTERS = 23;
const SUBTITLE_LETTERS = 28;
/** Of a frame its title is clicked: what is inside is another state's. */
const FRAME_TITLE_HEIGHT = 40;

export function GraphNodeShape(props: Props) {
  const { laid, summary, isRun, isSelected, choose } = props;
  const { node, x, y, width, height } = laid;
  if (node.kind !== 'state') return <Terminal laid={laid} />;
  const status = isRun ? (summary?.status ?? 'not reached') : undefined;
  return (
    <g
      class={`node ${status === undefined ? '' : statusClass(status)} ${isSelected ? 'is-selected' : ''}`}
      transform={`translate(${x} ${y})`}
    >
      <title>{node.id}</title>
      <rect class={node.parts.length === 0 ? 'box' : 'box is-frame'} width={width} height={height} rx="10" />
      <NodeText {...props} status={status} />
      {node.retries > 0 && <RetryLoop x={width - 10} y={0} most={node.retries} done={summary?.retries ?? 0} />}
      {choose !== undefined && <Hit {...props} status={status} pick={() => choose(node.id)} />}
    </g>
  );
}

interface HitProps extends Pick<Props, 'laid' | 'isSelected'> {
  readonly status: Status | undefined;
  readonly pick: () => void;
}

/** Over all that is drawn: its name says the same in an order that can be heard. */
function Hit({ laid: { node, width, height }, isSelected, status, pick }: HitProps) {
  return (
    <rect
      class="hit"
      width={width}
      height={node.parts.length === 0 ? height : FRAME_TITLE_HEIGHT}
      rx="10"
      role="button"
      tabIndex={0}
      aria-pressed={isSelected}
      aria-label={`${node.id}, ${node.type}${status === undefined ? '' : `, ${STATUS_WORDS[status]}`}`}
      onClick={pick}
      onKeyDown={(event) => pressed(event, pick)}
    />
  );
}

/** What a button does with these keys. */
function pressed(event: KeyboardEvent, pick: () => void): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  pick();
}

function Terminal({ laid: { node, x, y, width, height } }: { readonly laid: LaidNode }) {
  return (
    <g class="terminal" transform={`translate(${x} ${y})`}>
      <rect width={width} height={height} rx={height / 2} />
      <text x={width / 2} y={height / 2}>
        {node.kind === 'start' ? 'Start' : 'End'}
      </text>
    </g>
  );
}

/** Beside the sign: the name on one or two lines, and what the state does. In a frame it is its title. */
function NodeText({ laid: { node, height }, summary, status }: Props & { readonly status: Status | undefined }) {
  const isFrame = node.parts.length > 0;
  const lines = isFrame ? [cutInMiddle(node.id, 34)] : nameLines(node.id, LETTERS);
  const subtitle = [subtitleOf(node), timeOf(summary)].filter((text) => text !== '').join(' · ');
  const middle = isFrame ? 22 : height / 2;
  const top = middle - ((lines.length + (subtitle === '' ? 0 : 1)) * 16) / 2 + 8;
  return (
    <>
      {status === undefined ? (
        <TypeSign type={node.type} y={middle} />
      ) : (
        <StatusShape status={status} x={20} y={middle} />
      )}
      {lines.map((line, index) => (
        <text key={line} class="node-name" x="38" y={top + index * 16}>
          {line}
        </text>
      ))}
      {subtitle !== '' && (
        <text class="node-subtitle" x="38" y={top + lines.length * 16}>
          {cutInMiddle(subtitle, isFrame ? 48 : SUBTITLE_LETTERS)}
        </text>
      )}
    </>
  );

  function subtitleOf({ type, subtitle: own, isDistributed }: typeof node): string {
    const counts = summary === undefined ? '' : iterationWords(summary);
    if (type === 'Map') return counts === '' ? (isDistributed ? 'Distributed Map' : 'Map') : counts;
    // The service is known from the graph of the definition; here the time needs the room.
    return summary === undefined || type !== 'Task' ? (own ?? type) : (own?.split(' ').at(-1) ?? type);
  }
}

function timeOf(summary: StateSummary | undefined): string {
  const visit = summary?.visits.at(-1);
  if (summary === undefined || visit?.endedMs === undefined) return '';
  const ms = visit.endedMs - visit.enteredMs;
  return summary.visits.length > 1 ? `${summary.visits.length.toLocaleString('en')} times` : durationText(ms);
}

/** One letter for the type, where there is no run to tell of. */
function TypeSign({ type, y }: { readonly type: string; readonly y: number }) {
  return (
    <g class="type-sign" transform={`translate(20 ${y})`}>
      <circle r="9" />
      <text>{type === 'Parallel' ? '∥' : type.charAt(0)}</text>
    </g>
  );
}
