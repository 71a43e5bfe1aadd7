import { arrowHead, edgePath } from '../model/graph/edge-path.ts';
import { type LaidEdge, MAX_LABEL_LETTERS } from '../model/graph/graph-layout.ts';
import { cutInMiddle } from '../model/readable.ts';

interface Props {
  readonly laid: LaidEdge;
  readonly isTaken: boolean;
  readonly isRun: boolean;
}

/** A step from one state to another; a catcher's is dashed, one that a run took is strong. */
export function GraphEdgeLine({ laid: { edge, points, labelAt }, isTaken, isRun }: Props) {
  const { kind, label } = edge;
  const run = isRun ? (isTaken ? 'is-taken' : 'is-idle') : '';
  return (
    <g class={`edge ${kind} ${run}`}>
      <path class="line" d={edgePath(points)} />
      <path class="head" d={arrowHead(points)} />
      {label !== undefined && labelAt !== undefined && (
        <text x={labelAt.x} y={labelAt.y} class="edge-label">
          <title>{label}</title>
          {cutInMiddle(label, MAX_LABEL_LETTERS)}
        </text>
      )}
    </g>
  );
}
