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

/** SDK clients for one endpoint and one identity; the only way in which a service here reaches another. */
export class AwsClients {
  readonly access: AwsAccess;
  readonly #clients: { destroy(): void }[] = [];
  readonly s3: S3Client;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly cloudwatch: CloudWatchClient;
  readonly sfn: SFNClient;
  readonly sagemaker: SageMakerClient;
  readonly sns: SNSClient;
  readonly events: EventBridgeClient;

  constructor(access: AwsAccess) {
    this.access = access;
    const config = { endpoint: access.endpointUrl, region: access.region, credentials: access.credentials };
    this.s3 = this.#keep(new S3Client({ ...config, forcePathStyle: true, logger: SILENT }));
    this.iam = this.#keep(new IAMClient(config));
    this.sts = this.#keep(new STSClient(config));
    this.lambda = this.#keep(new LambdaClient(config));
    this.logs = this.#keep(new CloudWatchLogsClient(config));
    this.cloudwatch = this.#keep(new CloudWatchClient(config));
    // StartSyncExecution would go to the host sync-<endpoint>, which exists on AWS only.
    this.sfn = this.#keep(new SFNClient({ ...config, disableHostPrefix: true }));
    this.sagemaker = this.#keep(new SageMakerClient(config));
    this.sns = this.#keep(new SNSClient(config));
    this.events = this.#keep(new EventBridgeClient(config));
  }

  #keep<C extends { destroy(): void }>(client: C): C {
    this.#clients.push(client);
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
    for (const client of this.#clients) client.destroy();
  }
}
