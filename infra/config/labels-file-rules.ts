import type { Rule } from './setting.ts';

const MAX_CHARACTERS = 800;
/** What a workflow keeps below the prefix, and what it removes there. */
const OWN_FILES = ['labels.json', 'dataset-report.json', 'train-data.lst', 'test-data.lst'];
const OWN_FOLDERS = ['runs', 'output', 'checkpoints', 'fan-out'];

export const labelsFileRule: Rule<string> = (path) => {
  if (path.startsWith('s3://'))
    return 'must be a key below the prefix, such as labels.csv, without s3:// and the bucket';
  if (path.length > MAX_CHARACTERS) return `must be at most ${MAX_CHARACTERS} characters`;
  // Wildcards of IAM policies are not among these.
  if (!/^[A-Za-z0-9._/=+@-]+$/.test(path)) return 'may have only letters, digits and . _ - / = + @';
  const parts = path.split('/');
  if (parts.some((part) => /^\.*$/.test(part))) {
    return 'must be names joined by single slashes, without one at the beginning or end, and none of them "." or ".."';
  }
  if (OWN_FILES.includes(path) || OWN_FOLDERS.includes(parts[0] ?? '')) {
    return `must be another key: the workflow itself writes ${OWN_FILES.join(', ')} and what is below ${OWN_FOLDERS.map((name) => `${name}/`).join(', ')}`;
  }
  return undefined;
};

/** Ground Truth's names are of letters, digits and dashes (LabelAttributeName of CreateLabelingJob). */
export const labelAttributeRule: Rule<string> = (name) => {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}$/.test(name)) return 'must be 1 to 127 letters, digits and _ . -';
  if (name === 'source-ref') return 'must be the member with the label, not the one with the image';
  return name.endsWith('-metadata') ? 'must be the member with the label, without -metadata' : undefined;
};
