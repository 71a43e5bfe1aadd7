import { expect } from 'chai';
import { fromXml, toXml, xmlList } from '../../../../../emulators/core/wire/wire-xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

// Extensible Markup Language (XML) 1.0, "Character data and markup", "End-of-line handling".
describe('XML', () => {
  it('is written with attributes, repeated and empty elements, and escapes', () => {
    expect(toXml('A', { '@id': 'x"y', B: ['1', '2'], C: '', D: { E: true, F: 3 }, G: undefined })).to.equal(
      `${HEAD}<A id="x&quot;y"><B>1</B><B>2</B><C/><D><E>true</E><F>3</F></D></A>`,
    );
    expect(toXml('A', { B: '<&>' }, 'urn:a')).to.equal(`${HEAD}<A xmlns="urn:a"><B>&lt;&amp;&gt;</B></A>`);
  });

  it('has no control characters as they are, but tabs and line feeds', () => {
    expect(toXml('A', { B: 'a\tb\nc\rd\u0001e\u0085f' })).to.equal(`${HEAD}<A><B>a\tb\nc&#xd;d&#x1;e&#x85;f</B></A>`);
  });

  it('is read as texts, as they were sent', () => {
    expect(
      fromXml('<?xml version="1.0"?><a:A xmlns:a="urn:a" id="1"><B> 1.0 </B><C/><D>1</D><D>&lt;&#xD;</D></a:A>'),
    ).to.deep.equal({ root: 'A', content: { B: ' 1.0 ', C: '', D: ['1', '<\r'] } });
    expect(fromXml('<A>true</A>')).to.deep.equal({ root: 'A', content: 'true' });
  });

  it('has one root', () => {
    expect(() => fromXml('<A/><B/>')).to.throw('an XML document has one root element');
    for (const text of ['', '<?xml version="1.0"?>', '<!-- A -->', 'text', '<A>', '<A></B>'])
      expect(() => fromXml(text), text).to.throw(Error);
  });

  it('has elements once, more often, or not at all', () => {
    expect([undefined, '', 'a', ['a', 'b'], { b: '1' }].map(xmlList)).to.deep.equal([
      [],
      [],
      ['a'],
      ['a', 'b'],
      [{ b: '1' }],
    ]);
  });
});
