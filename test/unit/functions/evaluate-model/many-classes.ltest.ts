import { expect } from 'chai';
import { championOf, EvaluatedRun, type Row } from './evaluated-run.ts';

const CLASSES = 10_000;

describe('a model of ten thousand classes', () => {
  it('is judged by one image of each, against a champion, and its result fits into a state', async () => {
    const classes = Array.from({ length: CLASSES }, (_, at) => `class ${at}`);
    const rows = classes.map((name, label): Row => [`${name}/1.jpg`, label]);
    const first = new EvaluatedRun(classes, rows);
    first.put('evaluation/evaluation.json', { classes });
    const run = new EvaluatedRun(classes, rows, 'run-2', first.bucket);
    // More classes than the sample has images: one of each.
    expect(await run.choose({ sampleSize: 2000, champion: championOf(first) })).to.include({ images: CLASSES });
    for (const [path, label] of rows) {
      // Every tenth class is taken for the next one; the champion takes every fifth for it.
      const output = (taken: number) => Buffer.from(`[${'0,'.repeat(taken)}1${',0'.repeat(CLASSES - 1 - taken)}]`);
      const [right, wrong] = [output(label), label % 5 === 0 ? output(label + 1) : Buffer.alloc(0)];
      const put = (who: string, bytes: Buffer) =>
        run.bucket.objects.set(run.key(`evaluation/${who}/${path}.out`), bytes);
      put('model', label % 10 === 0 ? wrong : right);
      put('champion', label % 5 === 0 ? wrong : right);
    }
    const result = await run.judge();
    expect(result).to.include({ promoted: true, verdict: 'better', missing: 0, moreClasses: CLASSES - 20 });
    expect(result.accuracy).to.include({ hits: 9000, total: CLASSES });
    expect(result.championAccuracy).to.include({ hits: 8000, total: CLASSES });
    expect(result.differ).to.deep.equal({ onlyModelRight: 1000, onlyChampionRight: 0 });
    expect(result.classes).to.have.length(20);
    expect(result.classes[0]).to.deep.equal({ name: 'class 0', recall: 0, images: 1 });
    expect(result).not.to.have.any.keys('confusion', 'classNames');
    // Step Functions allows 262,144 bytes of a state's data, of which most belongs to others.
    expect(Buffer.byteLength(JSON.stringify(result))).to.be.lessThan(16_000);
    const { confusion_matrix } = run.document.multiclass_classification_metrics;
    expect(confusion_matrix['class 0']).to.deep.equal({ 'class 1': 1 });
    expect(confusion_matrix['class 1']).to.deep.equal({ 'class 1': 1 });
    expect(Object.keys(confusion_matrix)).to.have.length(CLASSES);
  });
});
