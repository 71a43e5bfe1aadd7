import { expect } from 'chai';
import { EvaluatedRun } from '../evaluated-run.ts';

describe('the table of classes on the page of an evaluation', () => {
  it('has the worst recall first, and last what has none', async () => {
    const run = new EvaluatedRun(
      ['ant', 'cat', 'dog'],
      [
        ['cat/0.jpg', 1],
        ['cat/1.jpg', 1],
        ['dog/0.jpg', 2],
        ['dog/1.jpg', 2],
      ],
    );
    await run.choose();
    const [cat, dog] = [
      [0, 0.75, 0.25],
      [0, 0.25, 0.75],
    ] as const;
    run.predict('model', { 'cat/0.jpg': cat, 'cat/1.jpg': cat, 'dog/0.jpg': dog, 'dog/1.jpg': cat });
    await run.judge();
    const [, table = ''] = run.text('evaluation/evaluation.html').split('the worst recall first</h2>');
    const names = [...(table.split('</table>')[0]?.matchAll(/<tr><td>(\w+)<\/td><td>(\d)<\/td>/g) ?? [])];
    expect(names.map(([, name, images]) => [name, images])).to.deep.equal([
      ['dog', '2'],
      ['cat', '2'],
      ['ant', '0'],
    ]);
  });
});
