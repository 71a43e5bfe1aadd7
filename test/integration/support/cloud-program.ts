import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { startLocalStackCloud } from '../../../localstack/clouds/localstack/localstack-cloud.ts';

// Started by cloud-process.ts with the data folder as its argument.
const [dataFolder = ''] = process.argv.slice(2);
const onProgress = (text: string) => console.log(text);
const cloud = await startLocalStackCloud({ dataFolder, region: 'us-east-1', port: 0, onProgress });
await cloud.clients.s3.send(new CreateBucketCommand({ Bucket: 'by-a-process' }));
await cloud.clients.sagemaker.send(new ListTrainingJobsCommand({}));
console.log(`run ${cloud.runId}`);
console.log(`ready ${cloud.endpointUrl}`);
setInterval(() => undefined, 60_000);
