import { styleText } from 'node:util';
import cliTruncate from 'cli-truncate';
import { createLogUpdate } from 'log-update';
import type { EpochMetrics, PlannedState, RunProgress, StateProgress } from '../../rehearsal/run-progress.ts';
import { formatDuration, formatShare, sparkline } from './format.ts';
import { NOT_ENTERED, plannedToShow, type ShownState, withState } from './shown-states.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 80;
const SPARKLINE_WIDTH = 30;
/** Indentation, the gaps between the parts, and one to spare. */
const TRAINING_LINE_BLANKS = 9;

/** The states as a list that changes in place, with the training's accuracy as it grows. */
export class LiveView implements RunProgress {
  readonly #terminal: NodeJS.WriteStream;
  readonly #area: ReturnType<typeof createLogUpdate>;
  readonly #timer: NodeJS.Timeout;
  #states: ReadonlyMap<string, ShownState> = new Map();
  /** Names of the states that make a training job. */
  #training: ReadonlySet<string> = new Set();
  #preparing: string | undefined;
  #phase = '';
  #epochs: EpochMetrics[] = [];
  #epochCount: number | undefined;
  #frame = 0;
  #ended = false;

  constructor(terminal: NodeJS.WriteStream) {
    this.#terminal = terminal;
    this.#area = createLogUpdate(terminal);
    this.#timer = setInterval(() => this.#draw(), FRAME_MS);
  }

  prepared(step: string, detail: string): void {
    this.#preparing = undefined;
    this.#printAbove(`${styleText('green', '✔')} ${step.padEnd(8)} ${detail}`);
  }

  preparing(step: string, detail: string): void {
    this.#preparing = `${step.padEnd(8)} ${styleText('dim', detail)}`;
  }

  started(states: readonly PlannedState[], executionArn: string): void {
    this.#printAbove(`${styleText('green', '✔')} ${'Start'.padEnd(8)} ${executionArn.split(':').at(-1)}\n`);
    this.#states = plannedToShow(states);
    this.#training = new Set(states.filter(({ isTraining }) => isTraining).map(({ name }) => name));
  }

  stateChanged(state: StateProgress): void {
    this.#states = withState(this.#states, { ...state, sinceMs: Date.now() - state.durationMs });
    const begins = state.status === 'running' && this.#training.has(state.name);
    if (begins || state.status === 'retrying') this.#epochs = [];
  }

  trainingPhase(secondaryStatus: string): void {
    this.#phase = secondaryStatus;
  }

  epoch(epoch: EpochMetrics, epochs: number | undefined): void {
    this.#epochs.push(epoch);
    this.#epochCount = epochs;
  }

  note(text: string): void {
    this.#printAbove(styleText('yellow', text));
  }

  finished(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    this.#preparing = undefined;
    this.#draw();
    this.#area.done();
  }

  #printAbove(line: string): void {
    this.#area.clear();
    this.#terminal.write(
      `${line
        .split('\n')
        .map((part) => this.#cut(part))
        .join('\n')}\n`,
    );
    this.#draw();
  }

  #cut(line: string): string {
    return cliTruncate(line, this.#terminal.columns);
  }

  #draw(): void {
    this.#frame = (this.#frame + 1) % FRAMES.length;
    this.#area(
      this.#lines()
        .map((line) => this.#cut(line))
        .join('\n'),
    );
  }

  #lines(): string[] {
    if (this.#preparing !== undefined) return [`${this.#spinner()} ${this.#preparing}`];
    const nameWidth = Math.max(0, ...[...this.#states.keys()].map((name) => name.length));
    return [...this.#states.values()].flatMap((state) => this.#stateLines(state, nameWidth));
  }

  #stateLines(state: ShownState, nameWidth: number): string[] {
    const running = state.status === 'running' || state.status === 'retrying';
    const durationMs = running ? Date.now() - state.sinceMs : state.durationMs;
    const time = state.sinceMs === NOT_ENTERED ? '' : formatDuration(durationMs).padStart(8);
    const error = state.error === undefined ? '' : ` ${styleText('red', state.error)}`;
    const line = `${this.#mark(state)} ${state.name.padEnd(nameWidth)} ${styleText('dim', time)}${error}`;
    const isTraining = this.#training.has(state.name) && this.#phase !== '';
    return isTraining ? [line, `    ${this.#trainingLine(running)}`] : [line];
  }

  #mark(state: ShownState): string {
    if (state.sinceMs === NOT_ENTERED) return styleText('dim', '○');
    if (state.status === 'succeeded') return styleText('green', '✔');
    if (state.status === 'failed') return styleText('red', '✘');
    if (state.status === 'caught') return styleText('yellow', '↷');
    return state.status === 'aborted' ? styleText('yellow', '■') : this.#spinner();
  }

  #trainingLine(running: boolean): string {
    const last = this.#epochs.at(-1);
    if (last === undefined) return styleText('dim', running ? this.#phase : '');
    const count = `epoch ${last.epoch + 1}${this.#epochCount === undefined ? '' : `/${this.#epochCount}`}`;
    const accuracies = `train ${formatShare(last.trainAccuracy)}  validation ${formatShare(last.validationAccuracy)}`;
    const before = running ? `${this.#phase}, ${count}` : count;
    // What is left of the line; numbers matter more than the curve.
    const width = this.#terminal.columns - before.length - accuracies.length - TRAINING_LINE_BLANKS;
    const curve = sparkline(
      this.#epochs.map(({ validationAccuracy }) => validationAccuracy),
      Math.max(0, Math.min(SPARKLINE_WIDTH, width)),
    );
    return `${styleText('dim', before)}  ${styleText('cyan', curve)}  ${accuracies}`;
  }

  #spinner(): string {
    return styleText('cyan', FRAMES[this.#frame] ?? '');
  }
}
