import { expect } from 'chai';
import { MarkColumns } from '../../../../../functions/generate-dataset/inputs/mark-columns.ts';

describe('a column of marks for each class', () => {
  it('is seen in rows of several marks, and named by the first of them', () => {
    const columns = new MarkColumns();
    columns.take(['0', '1', '0'], 2);
    columns.take(['1', '0', '0'], 3);
    expect(columns.line).to.equal(2);
  });

  it('is not seen in rows of one label, which may be 0 or 1', () => {
    const columns = new MarkColumns();
    columns.take(['1'], 2);
    columns.take(['0'], 3);
    expect(columns.line).to.equal(undefined);
  });

  it('is not seen where rows differ in length, or have other labels', () => {
    const [uneven, others] = [new MarkColumns(), new MarkColumns()];
    uneven.take(['0', '1'], 2);
    uneven.take(['0', '1', '0'], 3);
    others.take(['0', '2'], 2);
    expect([uneven.line, others.line]).to.deep.equal([undefined, undefined]);
  });
});
