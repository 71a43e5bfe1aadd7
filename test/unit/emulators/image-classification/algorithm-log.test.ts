import { expect } from 'chai';
import { logLine, pythonDict, shareText } from '../../../../emulators/image-classification/algorithm-log.ts';

describe("the algorithm's log", () => {
  it('has time, level and thread before the text', () => {
    const time = new Date('2022-01-11T01:35:20.999Z');
    expect(logLine(time, 'INFO', 139782187484992, `Epoch[2] Train-accuracy=${shareText(0.5810191)}`)).to.equal(
      '[01/11/2022 01:35:20 INFO 139782187484992] Epoch[2] Train-accuracy=0.581019',
    );
  });

  it('prints maps as Python does', () => {
    expect(pythonDict({ optimizer: 'sgd', momentum: 0.9, odd: "it's", both: `'"` })).to.equal(
      `{'optimizer': 'sgd', 'momentum': 0.9, 'odd': "it's", 'both': '\\'"'}`,
    );
  });
});
