import type { RolePermissions } from '../../core/authorization/role-permissions.ts';
import type { AwsClients } from '../../core/aws-clients.ts';
import type { AccountRegion } from '../../core/regional-arn.ts';
import type { JsonOperations } from '../../core/wire/wire-json.ts';
import { ModelPackages } from '../model-packages/model-packages.ts';
import { PackageGroups } from '../model-packages/package-groups.ts';
import { Models } from '../models/models.ts';
import { sageMakerOperations } from '../operations.ts';
import { TagStore } from '../tag-store.ts';
import { TrainingJobs, type TrainingSettings } from '../training-jobs/training-jobs.ts';
import { TransformJobs } from '../transform-jobs/transform-jobs.ts';
import { regionFolder } from './region-folder.ts';

/** What the SageMakers of all accounts and regions share: this machine, and what is to go wrong on it. */
export interface SharedParts {
  readonly dataFolder: string;
  readonly permissions?: RolePermissions;
  readonly training: Omit<TrainingSettings, 'dataFolder'>;
}

/** SageMaker of one account in one region: names, quotas and records are its own. */
export class RegionalSageMaker {
  readonly operations: JsonOperations;
  readonly #jobs: TrainingJobs;
  readonly #transforms: TransformJobs;

  constructor(owner: AccountRegion, clients: AwsClients, { dataFolder, permissions, training }: SharedParts) {
    const folder = regionFolder(dataFolder, owner);
    const tags = new TagStore(folder);
    const context = { ...owner, clients, tags, ...(permissions === undefined ? {} : { permissions }) };
    this.#jobs = new TrainingJobs(context, { ...training, dataFolder: folder });
    const packages = new ModelPackages(context, new PackageGroups(context, folder), folder);
    const models = new Models(context, packages, folder);
    this.#transforms = new TransformJobs(context, models, { dataFolder: folder, slots: training.slots });
    const parts = { jobs: this.#jobs, models, packages, transforms: this.#transforms, tags };
    this.operations = sageMakerOperations(parts);
  }

  async close(): Promise<void> {
    await Promise.all([this.#jobs.close(), this.#transforms.close()]);
  }
}
