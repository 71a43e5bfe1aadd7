import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AwsAccess {
  readonly endpointUrl: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
}

/** A refused upload is an error that the caller sees; the SDK would print a line about it into the live view, too. */
const SILENT = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * SDK clients for one endpoint and one identity; the only way in which a service here reaches another. Each is made when it is
 * asked for: ten of them take 2 ms, and a role that is assumed for a call needs one.
 */
export class AwsClients {
  readonly access: AwsAccess;
  readonly #config: Pick<AwsAccess, 'region' | 'credentials'> & { readonly endpoint: string };
  readonly #made: { destroy(): void }[] = [];
  #s3: S3Client | undefined;
  #iam: IAMClient | undefined;
  #sts: STSClient | undefined;
  #lambda: LambdaClient | undefined;
  #logs: CloudWatchLogsClient | undefined;
  #cloudwatch: CloudWatchClient | undefined;
  #sfn: SFNClient | undefined;
  #sagemaker: SageMakerClient | undefined;
  #sns: SNSClient | undefined;
  #events: EventBridgeClient | undefined;

  constructor(access: AwsAccess) {
    this.access = access;
    this.#config = { endpoint: access.endpointUrl, region: access.region, credentials: access.credentials };
  }

  get s3(): S3Client {
    this.#s3 ??= this.#keep(new S3Client({ ...this.#config, forcePathStyle: true, logger: SILENT }));
    return this.#s3;
  }

  get iam(): IAMClient {
    this.#iam ??= this.#keep(new IAMClient(this.#config));
    return this.#iam;
  }

  get sts(): STSClient {
    this.#sts ??= this.#keep(new STSClient(this.#config));
    return this.#sts;
  }

  get lambda(): LambdaClient {
    this.#lambda ??= this.#keep(new LambdaClient(this.#config));
    return this.#lambda;
  }

  get logs(): CloudWatchLogsClient {
    this.#logs ??= this.#keep(new CloudWatchLogsClient(this.#config));
    return this.#logs;
  }

  get cloudwatch(): CloudWatchClient {
    this.#cloudwatch ??= this.#keep(new CloudWatchClient(this.#config));
    return this.#cloudwatch;
  }

  // StartSyncExecution would go to the host sync-<endpoint>, which exists on AWS only.
  get sfn(): SFNClient {
    this.#sfn ??= this.#keep(new SFNClient({ ...this.#config, disableHostPrefix: true }));
    return this.#sfn;
  }

  get sagemaker(): SageMakerClient {
    this.#sagemaker ??= this.#keep(new SageMakerClient(this.#config));
    return this.#sagemaker;
  }

  get sns(): SNSClient {
    this.#sns ??= this.#keep(new SNSClient(this.#config));
    return this.#sns;
  }

  get events(): EventBridgeClient {
    this.#events ??= this.#keep(new EventBridgeClient(this.#config));
    return this.#events;
  }

  #keep<C extends { destroy(): void }>(client: C): C {
    this.#made.push(client);
    return client;
  }

  /** Clients that act as `roleArn`, by temporary credentials from STS; refused as STS refuses. */
  async assume(roleArn: string, sessionName: string, externalId?: string): Promise<AwsClients> {
    const external = externalId === undefined ? {} : { ExternalId: externalId };
    const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName, ...external });
    const { Credentials: issued } = await this.sts.send(command);
    if (issued?.AccessKeyId === undefined || issued.SecretAccessKey === undefined) {
      throw new Error(`sts:AssumeRole for ${roleArn} answered without credentials`);
    }
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = issued;
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
    return new AwsClients({ ...this.access, credentials });
  }

  /** Closes kept-alive connections; a client used afterwards opens new ones. */
  destroy(): void {
    for (const client of this.#made) client.destroy();
  }
}
