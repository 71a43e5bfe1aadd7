import { Readable } from 'node:stream';
import type { EmulatedService } from '../../emulators/core/emulated-service.ts';
import { SageMakerFixture } from '../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { BASE_REQUESTS } from './base-requests.ts';
import { type Answer, isAsExpected } from './expected-answer.ts';
import type { ModelFacts } from './model-facts.ts';
import { pairsOf, type Variant, variantsOf } from './variants.ts';

const PAIRS_AN_OPERATION = 50;

export interface OperationCount {
  readonly variants: number;
  readonly asAws: number;
}

export interface Conformance {
  readonly counts: Readonly<Record<string, OperationCount>>;
  readonly differences: readonly { readonly variant: Variant; readonly answer: Answer }[];
}

/** Sends every variant of every served operation through the emulator's wire format. */
export async function measureConformance(facts: ModelFacts): Promise<Conformance> {
  await using fixture = await SageMakerFixture.start();
  const counts: Record<string, OperationCount> = {};
  const differences: { variant: Variant; answer: Answer }[] = [];
  for (const operation of facts.operations) {
    const base = BASE_REQUESTS[operation];
    if (base === undefined) throw new Error(`${operation} is served and has no request in base-requests.ts`);
    const single = variantsOf(facts, operation, base);
    const variants = [...single, ...pairsOf(single, PAIRS_AN_OPERATION)];
    const before = differences.length;
    for (const variant of variants) {
      const answer = await answerTo(fixture.service, operation, variant.input);
      if (!isAsExpected(variant.expected, answer)) differences.push({ variant, answer });
    }
    counts[operation] = { variants: variants.length, asAws: variants.length - (differences.length - before) };
  }
  return { counts, differences };
}

async function answerTo(service: EmulatedService, operation: string, input: object): Promise<Answer> {
  const response = await service.handle({
    method: 'POST',
    target: '/',
    headers: { 'x-amz-target': `SageMaker.${operation}`, 'content-type': 'application/x-amz-json-1.1' },
    body: Readable.from([JSON.stringify(input)]),
    accessKeyId: 'test',
    region: 'us-east-1',
    requestId: '00000000-0000-0000-0000-000000000000',
    signal: new AbortController().signal,
  });
  const { __type: code, message = '' } = JSON.parse(String(response.body)) as { __type?: string; message?: string };
  return { status: response.status, code, message };
}
