import { CLOUDWATCH } from '../../test/conformance/apis/cloudwatch.ts';
import type { ConformedApi } from '../../test/conformance/apis/conformed-api.ts';
import { EVENTS } from '../../test/conformance/apis/events.ts';
import { IAM, STS } from '../../test/conformance/apis/iam.ts';
import { LAMBDA } from '../../test/conformance/apis/lambda.ts';
import { LOGS } from '../../test/conformance/apis/logs.ts';
import { SAGEMAKER } from '../../test/conformance/apis/sagemaker.ts';
import { SNS } from '../../test/conformance/apis/sns.ts';
import { STEP_FUNCTIONS } from '../../test/conformance/apis/step-functions.ts';
import type { Chance } from '../../test/conformance/fuzz/chance.ts';
import { ModelFacts } from '../../test/conformance/model-facts.ts';
import type { KnownThings } from './known-things.ts';
import { inputFor } from './model-inputs.ts';
import { s3Request } from './s3-requests.ts';
import type { SentRequest } from './sent-request.ts';
import { cborForm, jsonForm, queryForm, restForm, type WireForm } from './wire-forms.ts';

export interface FuzzedService {
  readonly signingName: string;
  /** A request that the service understands, mostly. */
  readonly request: (chance: Chance, known: KnownThings) => SentRequest;
}

/** Most of what is there is to stay there, for the others to be about. */
const DELETES = /^(Delete|Remove|Detach)/;
const ONE_DELETION_OF = 5;
const METRICS = 'GraniteServiceVersion20100801';

/** By the names that conformance has for them. */
export const FUZZED_SERVICES: Readonly<Record<string, () => FuzzedService>> = {
  s3: () => ({ signingName: 's3', request: s3Request }),
  iam: () => ofModel(IAM, 'iam', queryForm),
  sts: () => ofModel(STS, 'sts', queryForm),
  lambda: () => ofModel(LAMBDA, 'lambda', restForm),
  states: () => ofModel(STEP_FUNCTIONS, 'states', jsonForm('AWSStepFunctions', '1.0')),
  sagemaker: () => ofModel(SAGEMAKER, 'sagemaker', jsonForm('SageMaker', '1.1')),
  logs: () => ofModel(LOGS, 'logs', jsonForm('Logs_20140328', '1.1')),
  cloudwatch: () => ofModel(CLOUDWATCH, 'monitoring', jsonForm(METRICS, '1.0'), queryForm, cborForm(METRICS)),
  events: () => ofModel(EVENTS, 'events', jsonForm('AWSEvents', '1.1')),
  sns: () => ofModel(SNS, 'sns', queryForm),
};

function ofModel(api: ConformedApi, signingName: string, ...forms: readonly WireForm[]): FuzzedService {
  const facts = new ModelFacts(api);
  const operations = Object.keys(api.baseRequests);
  const request = (chance: Chance, known: KnownThings): SentRequest => {
    for (;;) {
      const operation = chance.of(operations);
      if (DELETES.test(operation) && !chance.once(ONE_DELETION_OF)) continue;
      const written = chance.of(forms)(facts, operation, inputFor({ api, facts, known }, operation, chance));
      if (written !== undefined) return written;
    }
  };
  return { signingName, request };
}
