import { type ApiModel, loadApiModel } from '../core/validation/api-model.ts';

export function cloudWatchModel(): ApiModel {
  return loadApiModel(new URL('./model/api-model.json', import.meta.url));
}

/** The operations that are served. */
export function operationNames(): readonly string[] {
  return Object.keys(cloudWatchModel().inputs);
}
