/** Operations of the real service that answer 501 here. */
export const KNOWN_OPERATIONS: ReadonlySet<string> = new Set([
  'CreateActivity',
  'DeleteActivity',
  'DescribeActivity',
  'DescribeMapRun',
  'GetActivityTask',
  'ListActivities',
  'ListMapRuns',
  'TestState',
  'UpdateMapRun',
]);
