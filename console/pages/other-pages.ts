// All pages but that of a run, which is opened when something has gone wrong and is to be there first.
export { DataPage } from './data/data-page.tsx';
export { ExecutionsPage } from './executions/executions-page.tsx';
export { FaultsPage } from './faults/faults-page.tsx';
export { LogGroupPage } from './logs/log-group-page.tsx';
export { LogsPage } from './logs/logs-page.tsx';
export { ModelPage } from './models/model-page.tsx';
export { ModelsPage } from './models/models-page.tsx';
export { PermissionsPage } from './permissions/permissions-page.tsx';
export { JobPage } from './training/job-page.tsx';
export { TrainingPage } from './training/training-page.tsx';
export { WorkflowPage } from './workflow/workflow-page.tsx';
