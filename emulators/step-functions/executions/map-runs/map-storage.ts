import {
  type _Object,
  GetObjectCommand,
  type GetObjectCommandInput,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { AwsClients } from '../../../core/aws-clients.ts';
import type { MapStorage } from '../../engine/map-runner.ts';
import type { Json, JsonRecord } from '../../language/json.ts';

/** S3 for the item readers and result writers of Map states, by clients that act for the state machine's role. */
export function mapStorage(clients: () => Promise<AwsClients>): MapStorage {
  return {
    get: async (parameters) => {
      const { s3 } = await clients();
      const answer = await s3.send(new GetObjectCommand(requestOf<GetObjectCommandInput>(parameters)));
      return (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
    },
    list: async (parameters, limit) => {
      const { s3 } = await clients();
      const items: Json[] = [];
      let request = requestOf<ListObjectsV2CommandInput>(parameters);
      for (;;) {
        const { Contents = [], NextContinuationToken } = await s3.send(new ListObjectsV2Command(request));
        items.push(...Contents.map(itemOf));
        if (NextContinuationToken === undefined || items.length >= limit) return items.slice(0, limit);
        request = { ...request, ContinuationToken: NextContinuationToken };
      }
    },
    put: async (bucket, key, body) => {
      const { s3 } = await clients();
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: 'application/json' });
      await s3.send(command);
    },
  };
}

/** What a definition gives is checked by the SDK and by S3. */
function requestOf<T>(parameters: JsonRecord): T {
  return { ...parameters } as T;
}

/** An object as an item: times are whole seconds since 1970. */
function itemOf({ ETag = '', Key = '', LastModified, Size = 0, StorageClass = 'STANDARD' }: _Object): Json {
  return { Etag: ETag, Key, LastModified: Math.floor((LastModified?.getTime() ?? 0) / 1000), Size, StorageClass };
}
