import type { EmulatedService } from '../../../../emulators/core/emulated-service.ts';
import type { WireRequest, WireResponse } from '../../../../emulators/core/http/http-exchange.ts';
import { AwsError } from '../../../../emulators/core/wire/aws-error.ts';
import { handleJson, type JsonObject, type JsonOperations } from '../../../../emulators/core/wire/wire-json.ts';

const PROTOCOL = { serviceId: 'sagemaker', targetPrefix: 'SageMaker', version: '1.1' } as const;

/** SageMaker's training and transform jobs as far as a task sees them: a test says how each goes on. */
export class FakeSageMaker implements EmulatedService {
  readonly signingName = 'sagemaker';
  readonly created: JsonObject[] = [];
  readonly stopped: string[] = [];
  readonly models: JsonObject[] = [];
  /** Further members of the description, by job; without TrainingJobStatus a job is InProgress. */
  readonly descriptions = new Map<string, JsonObject>();
  refuse: AwsError | undefined;

  async handle(request: WireRequest): Promise<WireResponse> {
    return handleJson(request, PROTOCOL, this.#operations());
  }

  async close(): Promise<void> {}

  #operations(): JsonOperations {
    return {
      CreateTrainingJob: (input) => {
        if (this.refuse !== undefined) throw this.refuse;
        this.created.push(input);
        return { TrainingJobArn: `arn:aws:sagemaker:us-east-1:000000000000:training-job/${input['TrainingJobName']}` };
      },
      DescribeTrainingJob: (input) => this.#describe(String(input['TrainingJobName'])),
      StopTrainingJob: (input) => {
        this.stopped.push(String(input['TrainingJobName']));
        return {};
      },
      CreateTransformJob: (input) => {
        this.created.push(input);
        return {
          TransformJobArn: `arn:aws:sagemaker:us-east-1:000000000000:transform-job/${input['TransformJobName']}`,
        };
      },
      DescribeTransformJob: (input) => ({
        TransformJobName: input['TransformJobName'],
        TransformJobStatus: 'InProgress',
        ...this.descriptions.get(String(input['TransformJobName'])),
      }),
      StopTransformJob: (input) => {
        this.stopped.push(String(input['TransformJobName']));
        return {};
      },
      CreateModel: (input) => {
        this.models.push(input);
        return { ModelArn: `arn:aws:sagemaker:us-east-1:000000000000:model/${input['ModelName']}` };
      },
    };
  }

  #describe(name: string): object {
    if (!this.created.some((job) => job['TrainingJobName'] === name)) {
      throw new AwsError('ValidationException', 400, 'Requested resource not found.');
    }
    return {
      TrainingJobName: name,
      TrainingJobStatus: 'InProgress',
      CreationTime: 1585397644.473,
      SecondaryStatusTransitions: [{ Status: 'Starting', StartTime: 1585397644.5 }],
      ...this.descriptions.get(name),
    };
  }
}
