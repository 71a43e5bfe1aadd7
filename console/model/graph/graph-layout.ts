import { Graph, layout } from '@dagrejs/dagre';
import type { GraphEdge, GraphNode, GraphScope } from './definition-graph.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node at its place; `x` and `y` are its upper left corner. */
export interface LaidNode extends Point {
  readonly node: GraphNode;
  readonly width: number;
  readonly height: number;
  /** Containers around it. */
  readonly depth: number;
}

export interface LaidEdge {
  readonly edge: GraphEdge;
  readonly points: readonly Point[];
  /** The middle of its label, where it has one. */
  readonly labelAt?: Point;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly LaidNode[];
  readonly edges: readonly LaidEdge[];
}

export const NODE_WIDTH = 232;
export const NODE_HEIGHT = 60;
const TERMINAL = { width: 64, height: 28 };
const TITLE_HEIGHT = 44;
const PADDING = 16;
const GAP = 16;
/** Of the ends of steps, from a state's corners. */
const ATTACH_MARGIN = 20;
/** A label's own size is known by the browser alone: about what its letters need, on at most two lines. */
const LETTER_WIDTH = 6.2;
const LABEL_HEIGHT = 18;
export const MAX_LABEL_LETTERS = 44;

interface Part {
  readonly layout: GraphLayout;
  readonly at: Point;
}

/**
 * Places for the states of a graph, top to bottom. A container's inside is laid out first, and is then one large node outside:
 * no edge crosses a container's border, since states lead only to states beside them.
 */
export function layoutGraph(scope: GraphScope, depth = 0): GraphLayout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 30, edgesep: 24, marginx: 4, marginy: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  const parts = new Map(scope.nodes.map((node) => [node.id, partsOf(node, depth)]));
  for (const node of scope.nodes) graph.setNode(node.id, sizeOf(node, parts.get(node.id) ?? []));
  scope.edges.forEach((edge, index) => {
    graph.setEdge(edge.from, edge.to, labelSize(edge), String(index));
  });
  layout(graph);
  const nodes = scope.nodes.map((node) => ({ ...placed(node, graph), depth }));
  const inside = nodes.flatMap((laid) => (parts.get(laid.node.id) ?? []).map((part) => moved(part, laid)));
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: [...nodes, ...inside.flatMap((one) => one.nodes)],
    edges: [...scope.edges.map((edge, index) => laidEdge(edge, graph, index)), ...inside.flatMap((one) => one.edges)],
  };
}

function partsOf(node: GraphNode, depth: number): readonly Part[] {
  let x = PADDING;
  return node.parts.map((scope) => {
    const inner = layoutGraph(scope, depth + 1);
    const at = { x, y: TITLE_HEIGHT };
    x += inner.width + GAP;
    return { layout: inner, at };
  });
}

function sizeOf(node: GraphNode, parts: readonly Part[]): { width: number; height: number } {
  if (node.kind !== 'state') return { ...TERMINAL };
  const last = parts.at(-1);
  if (last === undefined) return { width: NODE_WIDTH, height: NODE_HEIGHT };
  const height = Math.max(...parts.map((part) => part.layout.height));
  return {
    width: Math.max(NODE_WIDTH, last.at.x + last.layout.width + PADDING),
    height: TITLE_HEIGHT + height + PADDING,
  };
}

function labelSize({ label }: GraphEdge) {
  if (label === undefined) return { minlen: 1 };
  return {
    width: Math.min(label.length, MAX_LABEL_LETTERS) * LETTER_WIDTH + 8,
    height: LABEL_HEIGHT,
    labelpos: 'c' as const,
  };
}

function placed(node: GraphNode, graph: Graph) {
  const { x = 0, y = 0, width = 0, height = 0 } = graph.node(node.id) ?? {};
  return { node, x: x - width / 2, y: y - height / 2, width, height };
}

function laidEdge(edge: GraphEdge, graph: Graph, index: number): LaidEdge {
  const { points = [], x, y } = graph.edge(edge.from, edge.to, String(index)) ?? {};
  const labelAt = edge.label === undefined || x === undefined || y === undefined ? {} : { labelAt: { x, y } };
  return { edge, points: edge.from === edge.to ? points : attached(edge, points, graph), ...labelAt };
}

/** Steps begin and end on the upper and lower edges of states, never at their sides. */
function attached({ from, to }: GraphEdge, points: readonly Point[], graph: Graph): readonly Point[] {
  const inner = points.slice(1, -1);
  const [source, target] = [centred(graph, from), centred(graph, to)];
  const isDown = source.y < target.y;
  const start = onEdge(source, inner[0] ?? target, isDown ? 1 : -1);
  const end = onEdge(target, inner.at(-1) ?? source, isDown ? -1 : 1);
  return [start, ...inner, end];
}

function centred(graph: Graph, id: string) {
  const { x = 0, y = 0, width = 0, height = 0 } = graph.node(id) ?? {};
  return { x, y, width, height };
}

function onEdge({ x, y, width, height }: Point & { width: number; height: number }, near: Point, side: 1 | -1): Point {
  const reach = Math.max(0, width / 2 - ATTACH_MARGIN);
  return { x: Math.min(x + reach, Math.max(x - reach, near.x)), y: y + (side * height) / 2 };
}

function moved({ layout: inner, at }: Part, container: LaidNode): Pick<GraphLayout, 'nodes' | 'edges'> {
  const move = ({ x, y }: Point) => ({ x: x + container.x + at.x, y: y + container.y + at.y });
  return {
    nodes: inner.nodes.map((laid) => ({ ...laid, ...move(laid) })),
    edges: inner.edges.map(({ labelAt, ...laid }) => ({
      ...laid,
      points: laid.points.map(move),
      ...(labelAt === undefined ? {} : { labelAt: move(labelAt) }),
    })),
  };
}
