import { UserError } from '../../../emulators/core/user-error.ts';
import { readOutputs } from '../../deploy/outputs/outputs-file.ts';
import type { ModelsCommand } from './models-table.ts';

export interface RehearsedGroup {
  readonly group: string;
  readonly region: string;
}

/** The group of the program that was deployed last, and its region. @throws {UserError} where there is none */
export async function rehearsedGroup({
  dataFolder,
  group,
}: Pick<ModelsCommand, 'dataFolder' | 'group'>): Promise<RehearsedGroup> {
  const outputs = await readOutputs(dataFolder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
    const advice = 'run npm start first, or name the folder of a run with --data DIR';
    throw new UserError('NoModelsError', `nothing was deployed in ${dataFolder}: ${advice}`, { cause });
  });
  const { stateMachineArn, modelPackageGroupName } = outputs;
  const region = String(stateMachineArn).split(':')[3] ?? '';
  if (group !== undefined) return { group, region };
  if (typeof modelPackageGroupName === 'string' && modelPackageGroupName !== '')
    return { group: modelPackageGroupName, region };
  throw new UserError(
    'NoModelsError',
    `the stack that was deployed last in ${dataFolder} saves its models and registers none: set lifecycle to register in its configuration and run npm start`,
  );
}
