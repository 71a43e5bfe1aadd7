import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { inputMode } from '../training-jobs/request/input-modes.ts';
import { instancesOf } from '../training-jobs/request/instance-choice.ts';

type TrainingRequest = Omit<CreateTrainingJobRequest, 'Tags'>;

/** The name of the one container of a job, as on AWS. */
export const HOST = 'algo-1';

/**
 * The files of /opt/ml/input/config by name, see
 * https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html. What the page does
 * not show of resourceconfig.json (the instance type and group) is as seen in public logs of real jobs.
 */
export function configFiles(request: TrainingRequest): Readonly<Record<string, object>> {
  const channels = request.InputDataConfig ?? [];
  return {
    'hyperparameters.json': request.HyperParameters ?? {},
    'inputdataconfig.json': Object.fromEntries(
      channels.map((channel) => [channel.ChannelName ?? '', channelFacts(channel, inputMode(channel, request))]),
    ),
    'resourceconfig.json': resourceFacts(request),
  };
}

function channelFacts(channel: Channel, mode: string): object {
  return {
    ...(channel.ContentType === undefined ? {} : { ContentType: channel.ContentType }),
    TrainingInputMode: mode === 'FastFile' ? 'File' : mode,
    S3DistributionType: channel.DataSource?.S3DataSource?.S3DataDistributionType ?? 'FullyReplicated',
    RecordWrapperType: channel.RecordWrapperType ?? 'None',
  };
}

function resourceFacts(request: TrainingRequest): object {
  const instanceType = instancesOf(request).find(({ count }) => count > 0)?.type ?? '';
  const named = request.ResourceConfig?.InstanceGroups?.find(({ InstanceCount }) => InstanceCount !== 0);
  const groupName = named?.InstanceGroupName ?? 'homogeneousCluster';
  const group = { instance_group_name: groupName, instance_type: instanceType, hosts: [HOST] };
  return {
    current_host: HOST,
    current_instance_type: instanceType,
    current_group_name: group.instance_group_name,
    hosts: [HOST],
    instance_groups: [group],
    network_interface_name: 'eth0',
  };
}
