import {
  classOrderRule,
  datasetPrefixRule,
  fromTo,
  groupPatternRule,
  inventoryUriRule,
  keyArnRule,
  MAX_INTEGER,
} from './config-rules.ts';
import { labelAttributeRule, labelsFileRule } from './labels-file-rules.ts';
import { boolean, choice, fraction, integer, optionalText, text, texts } from './setting.ts';

const SEVERITIES = ['warning', 'error'] as const;
/** As many images of each class as the function reads the headers of, at most. */
const MAX_SAMPLE_PER_CLASS = 100;
/** Of Lambda's quotas: concurrent executions of an account, by default. */
const MAX_FUNCTIONS = 1000;

/** What can be chosen about the images: where they are, what divides them, what is looked for in them and when they are trained on. */
export const DATASET_SETTINGS = {
  datasetPrefix: text(datasetPrefixRule, {
    default: 'dataset',
    description:
      'Folder of the data set in its bucket; images are in <prefix>/train/<class>/ and <prefix>/test/<class>/, or with an automatic split in <prefix>/images/<class>/',
  }),
  classOrder: texts(classOrderRule, {
    default: [],
    description: 'Class names in the order of their labels; empty means by name',
  }),
  duplicatesAcrossSplits: choice(SEVERITIES, {
    default: 'warning',
    description: 'How a picture that is both in train and in test is treated: warning, or error, which ends the run',
  }),
  duplicatesAcrossClasses: choice(SEVERITIES, {
    default: 'warning',
    description: 'How a picture that is in several classes is treated: warning, or error, which ends the run',
  }),
  maximumClassRatio: integer(fromTo(1, MAX_INTEGER), {
    default: 10,
    description:
      'A run warns where the largest class has more than this many times the training images of the smallest',
  }),
  split: choice(['folders', 'automatic'], {
    default: 'folders',
    description:
      'What divides the images between training and validation: the folders train/ and test/, or a hash over <prefix>/images/<class>/',
  }),
  validationFraction: fraction({
    default: 0.2,
    description: 'With an automatic split, the share of the images of each class that is for validation',
  }),
  groupPattern: optionalText(groupPatternRule, {
    description:
      "With an automatic split, a regular expression over what follows images/ in a key; images with equal text in its one group, such as a patient's number, stay on one side. Empty means each image by itself",
  }),
  labelsFile: optionalText(labelsFileRule, {
    description:
      'Key below <prefix>/ of a file that says the labels of images, which may then be in any folder below train/ and test/, or images/: CSV of key and label, or an augmented manifest such as the output of SageMaker Ground Truth. Empty means that folders are the classes',
  }),
  labelAttribute: optionalText(labelAttributeRule, {
    description:
      'With a manifest as labelsFile, the member of its lines that is the label; empty means the only one, or the one that Ground Truth describes',
  }),
  samplePerClass: integer(fromTo(0, MAX_SAMPLE_PER_CLASS), {
    default: 3,
    description:
      'Images of each class and split whose headers are read before training, so that what the algorithm cannot read or would distort is found for a fraction of a cent; 0 for none',
  }),
  fanOut: choice(['never', 'auto', 'always'], {
    default: 'never',
    description:
      'Whether several functions list the data set (Distributed Map): never, where one cannot finish in its time (auto), or always',
  }),
  fanOutConcurrency: integer(fromTo(1, MAX_FUNCTIONS), {
    default: 10,
    description: 'With fanOut, functions that list or write at a time',
  }),
  keySource: choice(['list', 'inventory', 'metadata'], {
    default: 'list',
    description:
      "Where the keys come from: S3's own list, a report of S3 Inventory (CSV or Parquet), or an S3 Metadata inventory table by Athena's UNLOAD",
  }),
  inventoryUri: optionalText(inventoryUriRule, {
    description:
      "With keySource inventory, s3://bucket/folder/ of the inventory configuration, whose newest report is taken, or one report's manifest.json; with metadata, the folder that UNLOAD writes into",
  }),
  inventoryMaximumDays: integer(fromTo(1, MAX_INTEGER), {
    default: 8,
    description: 'A run warns where its list of keys is as many days old; a weekly report is up to a week',
  }),
  inventoryKeyArn: optionalText(keyArnRule, {
    description: 'ARN of the KMS key that encrypts the report or the files of UNLOAD; empty for those of S3',
  }),
  allowVanishedClasses: boolean({
    default: false,
    description: 'Train although a class of the last saved model has no training images any more',
  }),
  retrainWhenUnchanged: boolean({
    default: false,
    description:
      'Train although neither images nor the training request have changed since the last saved model; an execution that is started with {"force": true} trains in any case',
  }),
  minimumNewImages: integer(fromTo(0, MAX_INTEGER), {
    default: 0,
    description: 'Train only after at least so many images were added since the last saved model',
  }),
} as const;
