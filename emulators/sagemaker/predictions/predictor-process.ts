import { type ChildProcess, fork } from 'node:child_process';
import { modulePath } from '../../core/process/module-path.ts';
import type {
  ImageRefusal,
  LoadedModel,
  PredictionAnswer,
  PredictionRequest,
} from '../../image-classification/prediction/prediction-protocol.ts';
import { PredictorEndedError, UnusableArtifactError } from './prediction-errors.ts';

/** One image as it is sent for inference. */
export interface PredictedImage {
  /** `image/jpeg`, `image/png` or `application/x-image`. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What came of one image: a probability for each class, in the order of the labels, or why there is none. */
export type Prediction = { readonly probabilities: readonly number[] } | { readonly refusal: ImageRefusal };

interface PendingAnswer {
  readonly settle: (answer: PredictionAnswer) => void;
  readonly fail: (error: Error) => void;
}

const ENTRY = modulePath('../../image-classification/prediction/prediction-process.ts', import.meta.url);
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'SystemRoot', 'NODE_COMPILE_CACHE'];
/** Of the answer to `load`; those to predictions count from 1. */
const LOADING = 0;

/** The process of one predictor, and who waits for its answers. */
export class PredictorProcess {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, PendingAnswer>();
  readonly #ended: Promise<void>;
  #end: string | undefined;
  #lastId = LOADING;

  /** `entry` is the file of the process. */
  constructor(entry = ENTRY) {
    const env = Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]));
    this.#child = fork(entry, [], {
      env,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', (answer: PredictionAnswer) => this.#take(answer));
    this.#ended = new Promise((resolve) => {
      const end = (what: string) => {
        this.#endAll(what);
        resolve();
      };
      this.#child.once('error', (error) => end(error.message));
      this.#child.once('exit', (code, signal) => end(signal ?? `status ${code}`));
    });
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get isEnded(): boolean {
    return this.#end !== undefined;
  }

  async load(artifact: string): Promise<LoadedModel> {
    const answer = await this.#ask(LOADING, { type: 'load', artifact });
    if (answer.type === 'loaded') return answer.model;
    throw new UnusableArtifactError(answer.type === 'unusable' ? answer.message : answer.type);
  }

  async predict({ contentType, bytes }: PredictedImage, signal?: AbortSignal): Promise<Prediction> {
    signal?.throwIfAborted();
    const id = ++this.#lastId;
    const answer = await this.#ask(id, { type: 'predict', id, contentType, bytes }, signal);
    if (answer.type === 'predicted') return { probabilities: answer.probabilities };
    if (answer.type === 'refused') return { refusal: answer.refusal };
    throw new Error(`a prediction was answered with '${answer.type}'`);
  }

  async close(): Promise<void> {
    this.#endAll('it was closed');
    // Nothing else may be alive in this process: it would end in the middle of the waiting.
    this.#child.ref();
    if (this.#child.connected) this.#child.disconnect();
    await this.#ended;
  }

  #ask(id: number, request: PredictionRequest, signal?: AbortSignal): Promise<PredictionAnswer> {
    if (this.#end !== undefined) return Promise.reject(new PredictorEndedError(this.#end));
    const { promise, resolve, reject } = Promise.withResolvers<PredictionAnswer>();
    const abort = () => this.#pending.get(id)?.fail(signal?.reason);
    const done = () => {
      signal?.removeEventListener('abort', abort);
      this.#pending.delete(id);
      if (this.#pending.size === 0) this.#child.channel?.unref();
    };
    this.#pending.set(id, {
      settle: (answer) => {
        done();
        resolve(answer);
      },
      fail: (error) => {
        done();
        reject(error);
      },
    });
    signal?.addEventListener('abort', abort);
    this.#child.channel?.ref();
    this.#child.send(request, (error) => error && this.#pending.get(id)?.fail(new PredictorEndedError(error.message)));
    return promise;
  }

  #take(answer: PredictionAnswer): void {
    this.#pending.get('id' in answer ? answer.id : LOADING)?.settle(answer);
  }

  #endAll(what: string): void {
    this.#end ??= what;
    const error = new PredictorEndedError(this.#end);
    for (const { fail } of [...this.#pending.values()]) fail(error);
  }
}
