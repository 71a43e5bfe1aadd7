import { expect } from 'chai';
import { commonFlags } from '../../../../../functions/evaluate-model/comparison/common-images.ts';
import { type GateSettings, judge } from '../../../../../functions/evaluate-model/comparison/judgement.ts';
import { type PredictedSet, predictionOf } from '../../../../../functions/evaluate-model/predictions.ts';

const GATE: GateSettings = { confidence: 0.95, margin: 0.02, minimumRecall: {}, guardedClasses: [] };
const CLASSES = ['cat', 'dog'];

/** Images of cats and dogs in turn; of each of them, whether the model has it right. */
function predicted(rights: readonly boolean[], classes: readonly string[] = CLASSES): PredictedSet {
  const predictions = rights.map((right, at) => {
    const label = classes.indexOf(CLASSES[at % 2] ?? '');
    const taken = right ? label : classes.indexOf(CLASSES[(at + 1) % 2] ?? '');
    return predictionOf(
      { image: `${at}.jpg`, label },
      classes.map((_, other) => (other === taken ? 0.9 : 0.05)),
    );
  });
  return { classes, predictions };
}

/** So many that both have right, only the first, only the second, and none. */
function pair(both: number, onlyFirst: number, onlySecond: number, none = 0) {
  const cells = [
    ...Array<readonly [boolean, boolean]>(both).fill([true, true]),
    ...Array<readonly [boolean, boolean]>(onlyFirst).fill([true, false]),
    ...Array<readonly [boolean, boolean]>(onlySecond).fill([false, true]),
    ...Array<readonly [boolean, boolean]>(none).fill([false, false]),
  ];
  return { candidate: predicted(cells.map(([own]) => own)), champion: predicted(cells.map(([, other]) => other)) };
}

describe('the judgement of a model against the champion on the same images', () => {
  for (const [verdict, promotes, counts] of [
    // 1 against 9: p = 2 x (1 + 10) / 1024 = 0.0215.
    ['better', true, [980, 9, 1, 10]],
    // 5 against 5: p = 1; the difference may be 0.7 % each way.
    ['not worse', true, [960, 5, 5, 30]],
    // 1 against 9 again, the other way: certain, but 1.5 % at most.
    ['not worse', true, [988, 1, 9, 2]],
    // 10 against 50: chi-square 39^2 / 60 = 25.4; 4 % less.
    ['worse', false, [930, 10, 50, 10]],
    // 1 against 3: p = 0.625, and 20 images leave room for anything.
    ['cannot tell', false, [15, 1, 3, 1]],
    ['cannot tell', false, [5, 0, 0, 0]],
  ] as const) {
    it(`is ${verdict} for ${counts.join(', ')} images that both, only it, only the champion or none has right`, () => {
      const [both, own, other, none] = counts;
      const { candidate, champion } = pair(both, own, other, none);
      const judgement = judge(candidate, champion, GATE);
      expect(judgement.comparison?.verdict).to.equal(verdict);
      expect(judgement.promotes).to.equal(promotes);
    });
  }

  it('says what it rests on', () => {
    const { candidate, champion } = pair(980, 9, 1, 10);
    expect(judge(candidate, champion, GATE).reasons).to.deep.equal([
      // Wilson of 989 and of 981 of 1000; p = 22 / 1024; Bonett-Price of 9 and 1.
      "better: accuracy 98.9 % [98.0 %, 99.4 %] (989 of 1000) against the champion's 98.1 % [97.1 %, 98.8 %] (981 of 1000); 9 right only by this model, 1 only by the champion (p = 0.0215, exact); difference [0.1 %, 1.5 %], margin 2.0 %",
    ]);
  });

  it('is by the floors alone where there is no champion', () => {
    const candidate = predicted(Array.from({ length: 100 }, (_, at) => at >= 10));
    expect(judge(candidate, undefined, GATE)).to.deep.equal({
      promotes: true,
      verdict: 'no champion',
      reasons: ['there is no champion to compare with'],
      comparison: undefined,
    });
    const strict = { ...GATE, minimumAccuracy: 0.95, minimumRecall: { dog: 0.95, cat: 0.9, owl: 0.5 } };
    // 10 of 100 wrong, five of each class. Wilson of 90 of 100 and of 45 of 50.
    expect(judge(candidate, undefined, strict).reasons).to.deep.equal([
      'the accuracy is 90.0 % [82.6 %, 94.5 %] (90 of 100), and must be at least 95.0 %',
      'the recall of "dog" is 90.0 % [78.6 %, 95.7 %] (45 of 50), and must be at least 95.0 %',
      'the class "owl" must have a recall of at least 50.0 %, and the model does not know it',
      'there is no champion to compare with',
    ]);
    expect(judge(candidate, undefined, strict).promotes).to.equal(false);
  });

  it('lets no guarded class get worse, however good the rest is', () => {
    // Champion: all cats right, no dogs. Candidate: all dogs, no cats but one half.
    const rights = (cats: (at: number) => boolean, dogs: (at: number) => boolean) =>
      predicted(Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? cats(at) : dogs(at))));
    const champion = rights(
      () => true,
      () => false,
    );
    const candidate = rights(
      (at) => at % 4 === 0,
      () => true,
    );
    expect(judge(candidate, champion, GATE)).to.include({ promotes: true });
    const guarded = judge(candidate, champion, { ...GATE, guardedClasses: ['cat', 'owl'] });
    expect(guarded.promotes).to.equal(false);
    expect(guarded.reasons.slice(0, 2).map((reason) => reason.slice(0, 60))).to.deep.equal([
      'the class "cat" got worse: worse: accuracy 50.0 % [43.1 %, 56.9 %] '.slice(0, 60),
      'the class "owl" may not get worse, and there is no image of it to compare'.slice(0, 60),
    ]);
  });

  it('compares common classes only where the classes have changed, and says so', () => {
    const rights = Array<boolean>(200).fill(true);
    const candidate = predicted(rights, ['cat', 'dog', 'owl']);
    const owl = predictionOf(
      { image: 'owl.jpg', label: 2 },
      [0, 0, 1],
      commonFlags(['cat', 'dog', 'owl'], ['dog', 'cat']),
    );
    const withOwl = { ...candidate, predictions: [...candidate.predictions, owl] };
    const champion = predicted(rights, ['dog', 'fox', 'cat']);
    const { comparison, reasons } = judge(withOwl, champion, GATE);
    expect(comparison?.candidate).to.include({ hits: 200, total: 200 });
    expect(reasons.slice(1)).to.deep.equal([
      'compared on the 2 common classes: only this model knows "owl"; only the champion knows "fox"',
    ]);
  });

  it('takes the likeliest of the common classes where a model sees another one', () => {
    const classes = { candidate: ['cat', 'dog', 'owl'], champion: ['cat', 'dog'] };
    const [cat, dog] = [
      { image: 'cat.jpg', label: 0 },
      { image: 'dog.jpg', label: 1 },
    ];
    const common = commonFlags(classes.candidate, classes.champion);
    const candidate = {
      classes: classes.candidate,
      predictions: [predictionOf(cat, [0.3, 0.1, 0.6], common), predictionOf(dog, [0.1, 0.9, 0], common)],
    };
    const champion = {
      classes: classes.champion,
      predictions: [predictionOf(cat, [0.4, 0.6]), predictionOf(dog, [0.1, 0.9])],
    };
    const { comparison } = judge(candidate, champion, GATE);
    expect(comparison).to.include({ onlyCandidateRight: 1, onlyChampionRight: 0 });
  });

  it('leaves out images that one of the models has not predicted, and says how many', () => {
    const { candidate, champion } = pair(200, 0, 0);
    const fewer = { ...champion, predictions: champion.predictions.slice(1) };
    expect(judge(candidate, fewer, GATE).reasons.at(-1)).to.equal(
      'left out of the comparison: 1 image that one of the models has not predicted',
    );
    const none = { ...champion, predictions: champion.predictions.map((one) => ({ ...one, image: `x${one.image}` })) };
    expect(judge(candidate, none, GATE)).to.deep.include({ promotes: false });
    expect(judge(candidate, none, GATE).reasons[0]).to.equal('cannot tell: no image was predicted by both models');
  });

  it('promotes no model for images of one class, which one that says nothing else has right', () => {
    const images = Array.from({ length: 200 }, (_, at) => ({ image: `${at}.jpg`, label: 0 }));
    const says = (...probabilities: readonly number[]) => ({
      classes: CLASSES,
      predictions: images.map((image) => predictionOf(image, probabilities)),
    });
    const words =
      'images of one class alone, "cat", do not show what a model can tell apart; upload validation images of other classes';
    expect(judge(says(0.9, 0.1), says(0.1, 0.9), GATE)).to.deep.equal({
      promotes: false,
      verdict: 'cannot tell',
      reasons: [`cannot tell: ${words}`],
      comparison: undefined,
    });
    expect(judge(says(0.9, 0.1), undefined, GATE)).to.deep.equal({
      promotes: false,
      verdict: 'no champion',
      reasons: [words, 'there is no champion to compare with'],
      comparison: undefined,
    });
  });

  it('cannot be told by one class alone, of which both models have every image right', () => {
    const candidate = predicted(Array<boolean>(200).fill(true));
    const predictions = candidate.predictions.map((one) => ({ ...one, predictedCommon: 0 }));
    const words = 'approve the new package by hand if its classes are the right ones';
    for (const [classes, common] of [
      [['cat', 'fox'], 'only the class "cat"'],
      [['owl', 'fox'], 'no class'],
    ] as const) {
      expect(judge(candidate, { classes, predictions }, GATE)).to.deep.equal({
        promotes: false,
        verdict: 'cannot tell',
        reasons: [`cannot tell: this model and the champion have ${common} in common; ${words}`],
        comparison: undefined,
      });
    }
  });

  it('cannot be told where the champion cannot be asked, and the floors are named all the same', () => {
    const candidate = predicted([true, true, true, false]);
    const judgement = judge(candidate, { problem: 'its artifact is gone' }, { ...GATE, minimumAccuracy: 0.8 });
    expect(judgement).to.deep.include({ promotes: false, verdict: 'cannot tell', comparison: undefined });
    // Wilson of 3 of 4.
    expect(judgement.reasons).to.deep.equal([
      'the accuracy is 75.0 % [30.1 %, 95.4 %] (3 of 4), and must be at least 80.0 %',
      'cannot tell: its artifact is gone',
    ]);
  });

  it('names twenty of many classes that only one model knows', () => {
    const classes = [...CLASSES, ...Array.from({ length: 9998 }, (_, at) => `new${at}`)];
    const candidate = predicted(Array<boolean>(200).fill(true), classes);
    const [, text = ''] = judge(candidate, predicted(Array<boolean>(200).fill(true)), GATE).reasons;
    expect(text).to.match(/^compared on the 2 common classes: only this model knows "new0", .*"new19" and 9978 more$/);
  });
});
