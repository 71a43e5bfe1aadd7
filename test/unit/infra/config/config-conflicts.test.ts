import { expect } from 'chai';
import { configConflicts } from '../../../../infra/config/config-conflicts.ts';
import { sampleConfig } from './sample-config.ts';

describe('values of a configuration that do not fit together', () => {
  it('are none in a usual one', () => {
    expect(configConflicts(sampleConfig(), 'us-east-1')).to.deep.equal([]);
  });

  it('are reported all at once', () => {
    const config = sampleConfig({
      useSpot: true,
      maxRuntimeSeconds: 7200,
      maxWaitSeconds: 3600,
      protectData: true,
      forceDestroy: true,
      retrainWhenUnchanged: true,
      minimumNewImages: 5,
      alertEmail: 'team@example.com',
      split: 'folders',
      groupPattern: '(a)',
      maximumRunCost: 1,
    });
    expect(configConflicts(config, 'us-east-1')).to.deep.equal([
      'maxWaitSeconds is "3600": with useSpot it must be at least maxRuntimeSeconds (7200), since waiting and running count together',
      'forceDestroy is "true": with protectData the data must not be deleted; set one of the two to false',
      'minimumNewImages is "5": with retrainWhenUnchanged a run trains without a new image, too; set one of the two back',
      'alertEmail is set: nothing is sent while monitoring is false; set it to true, or leave alertEmail out',
      'groupPattern is set: folders train/ and test/ divide the images as they are; set split to "automatic", or leave groupPattern out',
      // 0.736 USD x 2 hours, and 7200 s x 1 / 1.48 rounded down.
      'maximumRunCost is "1": At most 1.48 USD a run (1 x ml.g4dn.xlarge at 0.736 USD an hour as of 2026-11, 7200 s at the longest, on Spot usually far less); lower maxRuntimeSeconds to 4891 or less, take a cheaper instance, or raise it',
    ]);
  });

  it('name other instance types only for jobs that are repeated, and none twice', () => {
    const alternativeInstanceTypes = ['ml.g5.xlarge', 'ml.g4dn.xlarge'];
    expect(configConflicts(sampleConfig({ alternativeInstanceTypes }), 'us-east-1')).to.deep.equal([
      'alternativeInstanceTypes is set: no job is repeated on them; set repeatTrainingSeconds, too, or leave alternativeInstanceTypes out',
      'alternativeInstanceTypes has "ml.g4dn.xlarge", which is instanceType: leave it out',
    ]);
    const repeated = { repeatTrainingSeconds: 3600, alternativeInstanceTypes: ['ml.g5.xlarge'] };
    expect(configConflicts(sampleConfig(repeated), 'us-east-1')).to.deep.equal([]);
  });

  it('ask for no more attempts than a job’s name can count', () => {
    const others = ['2xlarge', '4xlarge', '8xlarge', '12xlarge'].map((size) => `ml.g4dn.${size}`);
    const repeated = (alternativeInstanceTypes: readonly string[], repeatWaitSeconds: number) =>
      configConflicts(
        sampleConfig({ repeatTrainingSeconds: 86_400, repeatWaitSeconds, alternativeInstanceTypes }),
        'us-east-1',
      );
    // 300 + 600 + 1200 + 2400 + 4800 + 10 x 7200 = 81,300, and one more wait: 16 waits, 17 rounds.
    expect(repeated(others.slice(0, 1), 300)).to.deep.equal([]);
    expect(repeated(others.slice(0, 2), 300)).to.deep.equal([
      'repeatTrainingSeconds is "86400": with a first wait of 300 s and 3 instance types a run may train 51 times, and 50 is the most; raise repeatWaitSeconds, lower repeatTrainingSeconds or name fewer types',
    ]);
    expect(repeated(others.slice(0, 2), 600)).to.deep.equal([]);
  });

  it('let several functions list folders only', () => {
    expect(configConflicts(sampleConfig({ split: 'automatic', fanOut: 'always' }), 'us-east-1')).to.deep.equal([
      'fanOut is "always": several functions list train/ and test/ only; set it to "never", or split to "folders"',
    ]);
  });

  it('say where a list of keys is, and only where one is read, by one function', () => {
    const conflicts = (changes: Parameters<typeof sampleConfig>[0]) =>
      configConflicts(sampleConfig(changes), 'us-east-1');
    expect(conflicts({ keySource: 'inventory' })).to.deep.equal([
      'keySource is "inventory": set inventoryUri to the folder of the inventory configuration',
    ]);
    expect(conflicts({ keySource: 'metadata', fanOut: 'auto' })).to.deep.equal([
      'keySource is "metadata": set inventoryUri to the folder of UNLOAD\'s files',
      'fanOut is "auto": one function reads a list of keys; set it to "never", or keySource to "list"',
    ]);
    const inventoryUri = 's3://b/reports/2026-11-27T01-00Z/manifest.json';
    expect(conflicts({ keySource: 'metadata', inventoryUri })).to.deep.equal([
      `inventoryUri is "${inventoryUri}": UNLOAD writes no manifest.json; give the folder of its files, or set keySource to "inventory"`,
    ]);
    expect(conflicts({ inventoryUri, inventoryKeyArn: 'arn:…' })).to.deep.equal([
      'inventoryUri is set: keySource is "list", which asks S3 itself; set it to "inventory" or "metadata", or leave inventoryUri out',
      'inventoryKeyArn is set: keySource is "list", which asks S3 itself; set it to "inventory" or "metadata", or leave inventoryKeyArn out',
    ]);
    expect(conflicts({ keySource: 'inventory', inventoryUri })).to.deep.equal([]);
  });

  it('let a labels file be read by one function only, and give an image several labels by one only', () => {
    const multiLabel = { hyperparameters: { multi_label: '1' } };
    expect(configConflicts(sampleConfig({ labelsFile: 'labels.csv', fanOut: 'always' }), 'us-east-1')).to.deep.equal([
      'fanOut is "always": with labelsFile one function lists all images; set it to "never", or leave labelsFile out',
    ]);
    expect(configConflicts(sampleConfig({ labelAttribute: 'species', ...multiLabel }), 'us-east-1')).to.deep.equal([
      'labelAttribute is set: it is a member of the lines of labelsFile; set labelsFile, too, or leave labelAttribute out',
      'hyperparameters.multi_label is "1": an image has one label by its folder; set labelsFile, or remove multi_label',
    ]);
    const labelsFile = 'labels.csv';
    expect(configConflicts(sampleConfig({ labelsFile, fanOut: 'auto', ...multiLabel }), 'us-east-1')).to.deep.equal([]);
  });

  it('let a short Spot wait pass where Spot is not used', () => {
    expect(
      configConflicts(sampleConfig({ useSpot: false, maxRuntimeSeconds: 7200, maxWaitSeconds: 1 }), 'us-east-1'),
    ).to.deep.equal([]);
  });
});
