import { PROGRAM_TAGS } from '../../infra/config/resource-tags.ts';
import type { GuardRail } from '../guard-rail.ts';

/** Types of the program that take tags; others of AWS's do not, or do not matter here. */
const TAGGABLE = [
  'aws:cloudwatch/eventRule:EventRule',
  'aws:cloudwatch/logGroup:LogGroup',
  'aws:cloudwatch/metricAlarm:MetricAlarm',
  'aws:iam/role:Role',
  'aws:lambda/function:Function',
  'aws:s3/bucket:Bucket',
  'aws:sagemaker/modelPackageGroup:ModelPackageGroup',
  'aws:sfn/stateMachine:StateMachine',
  'aws:sns/topic:Topic',
];

export const requiredTags: GuardRail = {
  name: 'required-tags',
  description: `Everything that takes tags has ${PROGRAM_TAGS.join(', ')}.`,
  checkResource: ({ type, props, isUnknown }) => {
    if (!TAGGABLE.includes(type) || isUnknown('tags')) return [];
    const tags = Object(props['tags'] ?? {});
    const missing = PROGRAM_TAGS.filter((tag) => tags[tag] === undefined || tags[tag] === '');
    return missing.length === 0 ? [] : [`lacks the tags ${missing.join(', ')}`];
  },
};
