import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { keepLabels } from '../../../../../functions/generate-dataset/labels/keep-labels.ts';
import { DEFAULT_RULES } from '../../../../../functions/generate-dataset/report/report-rules.ts';
import { FakeS3 } from '../fake-s3.ts';

export const SETTINGS = { bucket: 'pictures', prefix: 'set', trainingJobNamePrefix: 'retraining-dev' };
export const LABELS = 'set/labels.json';
const RETRAINING = { requestHash: 'r', retrainWhenUnchanged: false, minimumNewImages: 0 };

interface Run {
  readonly classOrder?: readonly string[];
  readonly allowVanishedClasses?: boolean;
}

/** One bucket over several runs, each of which may find other classes in it. */
export class LabelledBucket {
  written: ReadonlyMap<string, string> = new Map();

  s3(classes: readonly string[]): FakeS3 {
    const s3 = new FakeS3(classes.flatMap((name) => [`set/train/${name}/1.jpg`, `set/test/${name}/2.jpg`]));
    for (const [key, text] of this.written) s3.written.set(key, text);
    this.written = s3.written;
    return s3;
  }

  run(executionName: string, classes: readonly string[], { allowVanishedClasses = false, ...event }: Run = {}) {
    const rules = { ...DEFAULT_RULES, allowVanishedClasses };
    const all = { ...event, executionName, rules, retraining: RETRAINING };
    return generateDataset(this.s3(classes).sender, SETTINGS, all);
  }

  async trained(executionName: string, classes: readonly string[], options: Run = {}) {
    const result = await this.run(executionName, classes, options);
    await this.keep(executionName);
    return result;
  }

  keep(executionName: string) {
    return keepLabels(this.s3([]).sender, SETTINGS, { executionName, modelName: `model-of-${executionName}` });
  }

  labels() {
    return JSON.parse(this.written.get(LABELS) ?? 'null');
  }

  put(text: string): void {
    this.written = new Map([...this.written, [LABELS, text]]);
  }
}
