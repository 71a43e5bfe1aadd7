import { readFileSync } from 'node:fs';
import { ownEntry } from '../../../core/own-entry.ts';
import { isJsonObject } from '../../../core/wire/wire-json.ts';

/** What the API model says of an answer's member beyond its type. */
export interface AnswerConstraint {
  readonly required?: true;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

type Members = Readonly<Record<string, AnswerConstraint>>;
type Services = Readonly<Record<string, { readonly structures: Readonly<Record<string, Members>> }>>;

/** Made by scripts/api-models/reduce-api-models.ts; read when a mocked result is checked first. */
let services: Services | undefined;

/** The constraints of a structure's members; none for a service or operation that the file does not have. */
export function answerConstraints(service: string, structure: string | undefined): Members {
  services ??= readServices();
  return ownEntry(ownEntry(services, service)?.structures ?? {}, structure ?? '') ?? {};
}

function readServices(): Services {
  const read: unknown = JSON.parse(readFileSync(new URL('../../model/answers.json', import.meta.url), 'utf8'));
  if (!isServices(read)) throw new Error('model/answers.json is not what reduce-api-models.ts writes');
  return read;
}

function isServices(value: unknown): value is Services {
  return (
    isJsonObject(value) && Object.values(value).every((one) => isJsonObject(one) && isJsonObject(one['structures']))
  );
}
