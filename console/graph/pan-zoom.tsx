import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { useWidth } from '../parts/use-width.ts';

interface Props {
  readonly width: number;
  readonly height: number;
  readonly windowHeight: number;
  readonly label: string;
  readonly children: ComponentChildren;
}

interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const STEP = 1.25;
const MOVE = 60;
const [MIN_SCALE, MAX_SCALE] = [0.1, 3];
/** Larger than life only if asked for. */
export const MAX_FIT = 1.1;
const MARGIN = 16;

/** A picture that fits its window at first; then buttons, keys, dragging and the wheel with Ctrl move it. */
export function PanZoom({ width, height, windowHeight, label, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState<View>();
  const boxWidth = useWidth(box);
  const fit = fitted(width, height, boxWidth, windowHeight);
  const view = own ?? fit;
  const zoom = (factor: number, x = boxWidth / 2, y = windowHeight / 2) => setOwn(zoomed(view, factor, x, y));
  const move = (x: number, y: number) => setOwn({ ...view, x: view.x + x, y: view.y + y });
  const hand: Hand = { zoom, move, fit: () => setOwn(undefined), drag: (event) => dragged(event, view, setOwn) };
  const latest = useRef(hand);
  latest.current = hand;
  useHand(box, latest);
  return (
    <div ref={box} class="graph" style={{ height: `${windowHeight}px` }}>
      <svg width={boxWidth} height={windowHeight} role="group" aria-label={label}>
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>{children}</g>
      </svg>
      <div class="graph-tools">
        <button type="button" class="quiet" title="Larger (+)" aria-label="Larger" onClick={() => zoom(STEP)}>
          <Icon name="plus" />
        </button>
        <button type="button" class="quiet" title="Smaller (−)" aria-label="Smaller" onClick={() => zoom(1 / STEP)}>
          <Icon name="minus" />
        </button>
        <button
          type="button"
          class="quiet"
          title="Fit (0)"
          aria-label="Fit the window"
          onClick={() => setOwn(undefined)}
        >
          <Icon name="fit" />
        </button>
      </div>
    </div>
  );
}

function fitted(width: number, height: number, boxWidth: number, boxHeight: number): View {
  const inner = { width: boxWidth - 2 * MARGIN, height: boxHeight - 2 * MARGIN };
  const scale = Math.max(MIN_SCALE, Math.min(inner.width / width, inner.height / height, MAX_FIT));
  return { scale, x: (boxWidth - width * scale) / 2, y: (boxHeight - height * scale) / 2 };
}

/** The point of the picture at `x`, `y` of the window stays there. */
function zoomed(view: View, factor: number, x: number, y: number): View {
  const scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, view.scale * factor));
  const ratio = scale / view.scale;
  return { scale, x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio };
}

/** What moves the picture. */
interface Hand {
  zoom(factor: number, x?: number, y?: number): void;
  move(x: number, y: number): void;
  fit(): void;
  drag(event: PointerEvent): void;
}

function useHand(box: { readonly current: HTMLElement | null }, hand: { readonly current: Hand }): void {
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    const ending = new AbortController();
    const { signal } = ending;
    current.addEventListener('wheel', (event) => turned(event, current, hand.current), { passive: false, signal });
    current.addEventListener('keydown', (event) => pressed(event, hand.current), { signal });
    current.addEventListener('pointerdown', (event) => hand.current.drag(event), { signal });
    return () => ending.abort();
  }, []);
}

/** Without Ctrl the wheel scrolls the page, as it does everywhere. */
function turned(event: WheelEvent, box: HTMLElement, { zoom }: Hand): void {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const { left, top } = box.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
}

function pressed(event: KeyboardEvent, { zoom, move, fit }: Hand): void {
  const actions: Readonly<Record<string, () => void>> = {
    '+': () => zoom(STEP),
    '=': () => zoom(STEP),
    '-': () => zoom(1 / STEP),
    '0': fit,
    ArrowLeft: () => move(MOVE, 0),
    ArrowRight: () => move(-MOVE, 0),
    ArrowUp: () => move(0, MOVE),
    ArrowDown: () => move(0, -MOVE),
  };
  const action = event.ctrlKey || event.metaKey ? undefined : actions[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}

/** A press that moves drags the picture; one that does not is a click on a state. */
function dragged(down: PointerEvent, from: View, show: (view: View) => void): void {
  if (down.button !== 0) return;
  const ending = new AbortController();
  const moved = (event: PointerEvent) => {
    const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
    if (Math.hypot(x, y) > 4) show({ ...from, x: from.x + x, y: from.y + y });
  };
  addEventListener('pointermove', moved, { signal: ending.signal });
  addEventListener('pointerup', () => ending.abort(), { signal: ending.signal });
  addEventListener('pointercancel', () => ending.abort(), { signal: ending.signal });
}
