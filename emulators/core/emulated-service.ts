import type { ServiceAuthorization } from './authorization/needed-permissions.ts';
import type { WireRequest, WireResponse } from './http/http-exchange.ts';

/** One emulated AWS service: everything outside its folder knows of it only what it says here. */
export interface EmulatedService extends RequestMarks {
  /** Signing name, such as `s3`, `states`, `sagemaker`, `lambda`, `iam`, `sts`, `logs`. */
  readonly signingName: string;
  /** Answers every request: refusals are rendered in the service's own wire format, nothing is thrown. */
  handle(request: WireRequest): Promise<WireResponse>;
  /** Ends running work (executions, jobs, processes) and waits until state is on disk. */
  close(): Promise<void>;
}

/** By which requests are known as a service's own, beside the signing name in their signature. */
export interface RequestMarks {
  /** What X-Amz-Target begins with, up to the full stop, such as `AWSStepFunctions`: in requests that are not signed. */
  readonly targetPrefix?: string;
  /** What the path begins with in requests that are not signed; of several services the longest one decides. */
  readonly pathPrefix?: string;
  /** A path that is this service's, whoever signs; with a slash at its end, all that is below it. */
  readonly ownPath?: string;
}

/** A service that says what its calls need of IAM, so that it can be put behind it. */
export interface GuardedService extends EmulatedService {
  /** `own` where the service itself decides who may call it. */
  readonly authorization: ServiceAuthorization | 'own';
  /** Whether its resources are the same ones in every region. */
  readonly servesAllRegions?: boolean;
  /** Whether it serves every region by itself, each with its own resources. */
  readonly keepsRegionsApart?: boolean;
}
