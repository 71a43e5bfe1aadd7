import { AwsError } from '../../core/wire/aws-error.ts';

const refusal = (code: string, message: string) => new AwsError(code, 400, message);

export const stateMachineDoesNotExist = (arn: string): AwsError =>
  refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

export const activityDoesNotExist = (arn: string): AwsError =>
  refusal('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);

export const executionDoesNotExist = (arn: string): AwsError =>
  refusal('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);

export const stateMachineAlreadyExists = (arn: string): AwsError =>
  refusal('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);

export const executionAlreadyExists = (arn: string): AwsError =>
  refusal('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);

export const resourceNotFound = (arn: string): AwsError => refusal('ResourceNotFound', `Resource not found: '${arn}'`);

/** What operations on aliases say. */
export const resourceMissing = (): AwsError =>
  refusal('ResourceNotFound', 'Request references a resource that does not exist.');

/** An ARN of another kind than the operation takes, such as `express`. */
export const wrongArnType = (type: string): AwsError =>
  refusal('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${type}'`);

export const machineTypeNotSupported = (): AwsError =>
  refusal('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');

export const invalidArn = (arn: string): AwsError => refusal('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);

export const invalidName = (name: string): AwsError => refusal('InvalidName', `Invalid Name: '${name}'`);

export const invalidToken = (): AwsError => refusal('InvalidToken', "Invalid Token: 'Invalid token'");

export const taskTimedOut = (): AwsError =>
  refusal('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");

export const invalidOutput = (reason: string): AwsError => refusal('InvalidOutput', `Invalid Output: '${reason}'`);

export const invalidInput = (reason: string): AwsError =>
  refusal('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);

export const invalidDefinition = (problems: readonly string[]): AwsError =>
  refusal('InvalidDefinition', `Invalid State Machine Definition: '${problems.join(', ')}'`);
