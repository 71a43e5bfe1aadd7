/** The outputs of the workflow's stack that its clients rely on: a rehearsal here, `pulumi stack output` on AWS. */
const WORKFLOW_OUTPUTS = ['bucketName', 'datasetPrefix', 'functionName', 'stateMachineArn', 'trainingRoleArn'] as const;

export interface WorkflowOutputs extends Readonly<Record<(typeof WORKFLOW_OUTPUTS)[number], string>> {
  /** `automatic` where the workflow divides class folders. */
  readonly datasetSplit: 'folders' | 'automatic';
  /** Key below the prefix of a file with the labels of the images; empty where their folders are the labels. */
  readonly labelsFile: string;
}

/** Of all outputs of `stack`, a name for people. Throws with all names that are missing or are not texts. */
export function workflowOutputs(outputs: Readonly<Record<string, unknown>>, stack: string): WorkflowOutputs {
  const missing = WORKFLOW_OUTPUTS.filter((name) => typeof outputs[name] !== 'string');
  if (missing.length > 0) throw new Error(`${stack} does not have these outputs as texts: ${missing.join(', ')}`);
  const text = (name: (typeof WORKFLOW_OUTPUTS)[number]) => String(outputs[name]);
  return {
    bucketName: text('bucketName'),
    datasetPrefix: text('datasetPrefix'),
    functionName: text('functionName'),
    stateMachineArn: text('stateMachineArn'),
    trainingRoleArn: text('trainingRoleArn'),
    // A program that does not say so has folders.
    datasetSplit: outputs['datasetSplit'] === 'automatic' ? 'automatic' : 'folders',
    labelsFile: typeof outputs['labelsFile'] === 'string' ? outputs['labelsFile'] : '',
  };
}
