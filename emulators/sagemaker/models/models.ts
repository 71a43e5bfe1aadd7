import type { ContainerDefinition, CreateModelInput } from '@aws-sdk/client-sagemaker';
import type { RecordStore } from '../../core/storage/record-store.ts';
import { mayPull } from '../ecr-image.ts';
import type { ModelPackages } from '../model-packages/model-packages.ts';
import { withPackages } from '../model-packages/package-containers.ts';
import { assumeForSageMaker } from '../sagemaker-role.ts';
import { resourceArn, type ServiceContext } from '../service-context.ts';
import { validationError } from '../validation-error.ts';
import { checkModelData } from './model-data-check.ts';
import { checkModelRequest, modelContainers } from './model-rules.ts';
import { type ModelRecord, openModelStore } from './model-store.ts';

/** The account's models. */
export class Models {
  readonly #context: ServiceContext;
  readonly #packages: ModelPackages;
  readonly #store: RecordStore<ModelRecord>;

  constructor(context: ServiceContext, packages: ModelPackages, dataFolder: string) {
    this.#context = context;
    this.#packages = packages;
    this.#store = openModelStore(dataFolder);
  }

  /** Checks the request as the service does, the model data in S3 included, and keeps the model with its tags. */
  async create(request: CreateModelInput): Promise<ModelRecord> {
    const name = request.ModelName ?? '';
    const arn = resourceArn(this.#context, 'model', name);
    checkModelRequest(request, this.#context.region);
    this.#requireFreeName(name, arn);
    await this.#checkRoleAndData(request, withPackages(modelContainers(request), this.#packages));
    // The checks took time: the name may be taken by now.
    this.#requireFreeName(name, arn);
    const { Tags: tags = [], ...kept } = request;
    const model = { name, arn, request: kept, createdMs: Date.now() };
    this.#context.tags.keepWith(arn, tags, () => this.#store.put(name, model));
    return model;
  }

  find(name: string): ModelRecord {
    const model = this.#store.get(name);
    if (model !== undefined) return model;
    throw validationError(`Could not find model "${resourceArn(this.#context, 'model', name)}".`);
  }

  /** Those of its packages in their place. */
  containersOf({ request }: ModelRecord): readonly ContainerDefinition[] {
    return withPackages(modelContainers(request), this.#packages);
  }

  list(): ModelRecord[] {
    return this.#store.values();
  }

  /** Removes the model and its tags. */
  delete(name: string): void {
    const { arn } = this.find(name);
    this.#store.delete(name);
    this.#context.tags.forget(arn);
  }

  #requireFreeName(name: string, arn: string): void {
    if (this.#store.has(name)) throw validationError(`Cannot create already existing model "${arn}".`);
  }

  async #checkRoleAndData(request: CreateModelInput, containers: readonly ContainerDefinition[]): Promise<void> {
    const { clients, region } = this.#context;
    const roleArn = request.ExecutionRoleArn ?? '';
    const role = await assumeForSageMaker(clients, roleArn);
    if (role === undefined) {
      throw validationError(
        `The execution role ARN "${roleArn}" is invalid. Please ensure that the role exists and that its trust relationship ` +
          'policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".',
      );
    }
    try {
      this.#checkImages(containers, roleArn);
      const place = { roleArn, region, account: clients };
      for (const container of containers) await checkModelData(container, role, place);
    } finally {
      role.destroy();
    }
  }

  #checkImages(containers: readonly ContainerDefinition[], roleArn: string): void {
    for (const { Image: image = '' } of containers) {
      if (mayPull(image, roleArn, this.#context.permissions)) continue;
      throw validationError(
        `Role ${roleArn} cannot pull ${image}. Ensure that the role exists and the image was granted pull permission.`,
      );
    }
  }
}
