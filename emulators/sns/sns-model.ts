import { type ApiModel, loadApiModel } from '../core/validation/api-model.ts';

export function snsModel(): ApiModel {
  return loadApiModel(new URL('./model/api-model.json', import.meta.url));
}
