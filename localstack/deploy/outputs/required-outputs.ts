/** The outputs of the workflow's stack that its clients rely on: a rehearsal here, `pulumi stack output` on AWS. */
const WORKFLOW_OUTPUTS = ['bucketName', 'datasetPrefix', 'functionName', 'stateMachineArn', 'trainingRoleArn'] as const;

export type WorkflowOutputs = Readonly<Record<(typeof WORKFLOW_OUTPUTS)[number], string>>;

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
  };
}
