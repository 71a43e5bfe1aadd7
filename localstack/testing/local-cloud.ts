import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { ClosingStack } from '../../emulators/core/process/closing-stack.ts';
import type { FaultMenu } from '../../emulators/sagemaker/faults/fault-menu.ts';
import { type DeployedStack, type DeployStackOptions, deployStack } from './deployed-stack.ts';

/** A local AWS that answers, and on which Pulumi programs can be deployed. */
export type LocalCloud<Cloud extends StartedCloud = StartedCloud> = Cloud & Deploying & AsyncDisposable;

interface Deploying {
  /** What is to go wrong in its SageMaker. */
  readonly faults: FaultMenu;
  /**
   * Runs the program in this process and makes the resources that it asks for; its exports are the stack's outputs. The
   * program is loaded anew for every deployment, if it is an ES module that Node itself loads.
   */
  deploy(program: () => Promise<object>, options?: DeployStackOptions): Promise<DeployedStack>;
}

/** `close` ends the cloud and what belongs to it; called a second time it has nothing left to do. */
export function localCloud<Cloud extends StartedCloud>(
  started: Cloud,
  faults: FaultMenu,
  close: () => Promise<void>,
): LocalCloud<Cloud> {
  const parts = new ClosingStack();
  parts.defer(close);
  const closed = () => parts.close();
  return {
    ...started,
    faults,
    deploy: (program, options = {}) => deployStack(started, program, options),
    close: closed,
    [Symbol.asyncDispose]: closed,
  };
}
