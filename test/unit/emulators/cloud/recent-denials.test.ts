import { expect } from 'chai';
import { RecentDenials } from '../../../../emulators/cloud/recent-denials.ts';

describe('recent denials', () => {
  it('show each text once, if it was denied since then', () => {
    const denials = new RecentDenials();
    denials.add('a', 10);
    denials.add('b', 20);
    denials.add('a', 30);
    denials.add('c', 40);
    expect(denials.since(30)).to.deep.equal(['a', 'c']);
    expect(denials.since(0)).to.deep.equal(['b', 'a', 'c']);
    expect(denials.since(41)).to.deep.equal([]);
  });

  it('keep the last thousand, so that a cloud that serves for long does not grow', () => {
    const denials = new RecentDenials();
    for (let number = 0; number < 1_500; number += 1) denials.add(`${number}`, number);
    expect(denials.since(0)).to.have.length(1_000);
    expect(denials.since(0)[0]).to.equal('500');
  });
});
