import { expect } from 'chai';
import { csvLine, manifestLine } from '../../../../../functions/generate-dataset/inputs/label-line.ts';

const ONE = { severalLabels: false };
const SEVERAL = { severalLabels: true };

describe('a line of CSV', () => {
  const row = (image: string, ...labels: string[]) => ({ kind: 'row', image, labels });

  it('is a key and a label', () => {
    expect(csvLine('train/a.jpg,cat', true, ONE)).to.deep.equal(row('train/a.jpg', 'cat'));
    expect(csvLine('"train/a, b.jpg","big ""cat"""', true, ONE)).to.deep.equal(row('train/a, b.jpg', 'big "cat"'));
    expect(csvLine('train/a.jpg,7,,', true, ONE)).to.deep.equal(row('train/a.jpg', '7'));
  });

  it('is a header where it is the first and names columns', () => {
    for (const line of [
      'key,label',
      'Image,Class',
      '"filename","label"',
      'id,label',
      'path,anything',
      'source-ref,x',
    ]) {
      expect(csvLine(line, true, ONE), line).to.deep.equal({ kind: 'header' });
      expect(csvLine(line, false, ONE).kind, line).to.equal('row');
    }
    expect(csvLine('key.jpg,label', true, ONE)).to.deep.equal(row('key.jpg', 'label'));
  });

  it('has a column for each label where an image may have several, or none', () => {
    expect(csvLine('a.jpg,cat,dog', false, SEVERAL)).to.deep.equal(row('a.jpg', 'cat', 'dog'));
    expect(csvLine('a.jpg,cat,', false, SEVERAL)).to.deep.equal(row('a.jpg', 'cat'));
    expect(csvLine('a.jpg,', false, SEVERAL)).to.deep.equal(row('a.jpg'));
  });

  const refused: [string, object, string][] = [
    ['a.jpg', ONE, 'one column instead of key and label, which a comma separates: "a.jpg"'],
    ['a.jpg;cat', ONE, 'one column instead of key and label, which a comma separates: "a.jpg;cat"'],
    ['a.jpg,', ONE, 'no label for "a.jpg"'],
    [',cat', ONE, 'no key: ",cat"'],
    ['"a.jpg,cat', ONE, 'a quote is not closed, or text follows it: "\\"a.jpg,cat"'],
    [
      'a.jpg,cat,dog',
      ONE,
      '"a.jpg" has 2 labels ("cat", "dog"): the hyperparameter multi_label "1" trains with several an image',
    ],
    ['a.jpg,1,0,0', SEVERAL, '"a.jpg" has the label "0" twice; each column after the key is the name of a class'],
    [`${'x'.repeat(130)}`, ONE, `one column instead of key and label, which a comma separates: "${'x'.repeat(120)}…"`],
  ];
  for (const [line, rules, problem] of refused) {
    it(`is refused: ${line.slice(0, 40)}`, () => {
      expect(csvLine(line, false, { ...ONE, ...rules })).to.deep.equal({ kind: 'problem', problem });
    });
  }
});

describe('a line of a manifest', () => {
  const read = (line: object, rules: Parameters<typeof manifestLine>[1] = ONE) =>
    manifestLine(JSON.stringify(line), rules);
  const image = 's3://b/a.jpg';

  // SageMaker Developer Guide, "Output Data": classification job output.
  it("has the class's name in Ground Truth's metadata", () => {
    const species = {
      'source-ref': image,
      species: '0',
      'species-metadata': {
        'class-name': 'dog',
        confidence: 0,
        type: 'groundtruth/image-classification',
        'job-name': 'identify-animal-species',
        'human-annotated': 'yes',
        'creation-date': '2018-10-18T22:18:13.527256',
      },
    };
    const row = { kind: 'row', image, labels: ['dog'], attribute: 'species' };
    expect(read(species)).to.deep.equal(row);
    expect(read({ ...species, species: 0 })).to.deep.equal(row);
    // Members of the input manifest are passed through.
    expect(read({ id: 17, hospital: 'north', ...species })).to.deep.equal(row);
  });

  // The same page: multi-label classification job output.
  it('has the names of several classes in the class-map', () => {
    const line = {
      'source-ref': image,
      things: [1, 0, 8],
      'things-metadata': {
        'job-name': 'labeling-job/things',
        'class-map': { '1': 'bicycle', '0': 'person', '8': 'clothing' },
        'human-annotated': 'yes',
        'confidence-map': { '1': 0.95, '0': 0.77, '8': 0.2 },
        type: 'groundtruth/image-classification-multilabel',
      },
    };
    const labels = ['bicycle', 'person', 'clothing'];
    expect(read(line, SEVERAL)).to.deep.equal({ kind: 'row', image, labels, attribute: 'things' });
    expect(read({ ...line, things: [8] })).to.deep.include({ kind: 'row', labels: ['clothing'] });
    expect(read({ ...line, things: [] }, SEVERAL)).to.deep.include({ kind: 'row', labels: [] });
    expect(read(line)).to.deep.equal({
      kind: 'problem',
      problem:
        '"s3://b/a.jpg" has 3 labels ("bicycle", "person", "clothing"): the hyperparameter multi_label "1" trains with several an image',
    });
    expect(read({ ...line, things: [2] }, SEVERAL)).to.deep.equal({
      kind: 'problem',
      problem: '"things" is "[2]", which is no list of classes',
    });
  });

  // "Image Classification Algorithm": augmented manifests, one label and multi-hot.
  it("has the algorithm's own labels without metadata", () => {
    expect(read({ 'source-ref': image, class: '0' })).to.deep.include({ kind: 'row', labels: ['0'] });
    expect(read({ 'source-ref': image, class: 1 })).to.deep.include({ kind: 'row', labels: ['1'] });
    const marks = { kind: 'marks', image, labels: ['0', '2'], marks: 3, attribute: 'class' };
    expect(read({ 'source-ref': image, class: [1, 0, 1] }, SEVERAL)).to.deep.equal(marks);
    expect(read({ 'source-ref': image, class: '[1,0,1]' }, SEVERAL)).to.deep.equal(marks);
    expect(read({ 'source-ref': image, class: ['cat', 'dog'] }, SEVERAL)).to.deep.include({ labels: ['cat', 'dog'] });
  });

  it('may have no label yet', () => {
    expect(read({ 'source-ref': image })).to.deep.equal({ kind: 'unlabelled' });
    expect(read({ 'source-ref': image, class: null })).to.deep.equal({ kind: 'unlabelled' });
    const failed = { 'source-ref': image, 'sport-metadata': { 'failure-reason': 'ClientError' } };
    expect(read(failed)).to.deep.equal({ kind: 'unlabelled' });
    expect(read({ 'source-ref': image, a: 'x' }, { ...ONE, attribute: 'b' })).to.deep.equal({ kind: 'unlabelled' });
  });

  const several = { 'source-ref': image, sport: 'football', place: 'indoors' };
  const refused: [string, string][] = [
    ['{"source-ref":', 'no JSON object: "{\\"source-ref\\":"'],
    ['["a"]', 'no JSON object: "[\\"a\\"]"'],
    ['{"class":"1"}', 'no source-ref with the address of an image: "{\\"class\\":\\"1\\"}"'],
    [JSON.stringify(several), 'several members (sport, place): set labelAttribute to the one that is the label'],
    [
      JSON.stringify({ 'source-ref': image, boxes: { annotations: [] } }),
      '"boxes" is "{\\"annotations\\":[]}", which is not the name or the index of classes',
    ],
    [
      JSON.stringify({ 'source-ref': image, class: [1, 0] }),
      '"class" is "[1,0]", which is not the name or the index of classes',
    ],
    [
      JSON.stringify({ 'source-ref': image, class: -1 }),
      '"class" is "-1", which is not the name or the index of classes',
    ],
    [JSON.stringify({ 'source-ref': image, class: '' }), '"class" has a class without a name: "\\"\\""'],
  ];
  for (const [line, problem] of refused) {
    it(`is refused: ${line}`, () => expect(manifestLine(line, ONE)).to.deep.equal({ kind: 'problem', problem }));
  }

  it('says by labelAttribute which member is the label', () => {
    expect(read(several, { ...ONE, attribute: 'place' })).to.deep.include({ kind: 'row', labels: ['indoors'] });
  });
});
