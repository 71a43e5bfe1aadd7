import type { ComponentType } from 'preact';
import { DataPage } from '../pages/data/data-page.tsx';
import { ExecutionPage } from '../pages/execution/execution-page.tsx';
import { ExecutionsPage } from '../pages/executions/executions-page.tsx';
import { FaultsPage } from '../pages/faults/faults-page.tsx';
import { LogGroupPage } from '../pages/logs/log-group-page.tsx';
import { LogsPage } from '../pages/logs/logs-page.tsx';
import { ModelPage } from '../pages/models/model-page.tsx';
import { ModelsPage } from '../pages/models/models-page.tsx';
import { PermissionsPage } from '../pages/permissions/permissions-page.tsx';
import { JobPage } from '../pages/training/job-page.tsx';
import { TrainingPage } from '../pages/training/training-page.tsx';
import { WorkflowPage } from '../pages/workflow/workflow-page.tsx';
import type { IconName } from '../parts/icon.tsx';

/** A page of the console: a new one is a folder in `pages/` and an entry here. */
export interface ConsolePage {
  /** In the address, such as `executions`. */
  readonly page: string;
  readonly title: string;
  readonly icon: IconName;
  /** The letter that leads there after `g`. */
  readonly key: string;
  readonly Overview: ComponentType;
  /** Shows one thing, which the address names; absent where the page has no such things. */
  readonly One?: ComponentType<{ readonly id: string }>;
}

export const PAGES: readonly ConsolePage[] = [
  { page: 'workflow', title: 'Workflow', icon: 'workflow', key: 'w', Overview: WorkflowPage },
  { page: 'executions', title: 'Runs', icon: 'runs', key: 'r', Overview: ExecutionsPage, One: ExecutionPage },
  { page: 'training', title: 'Training', icon: 'training', key: 't', Overview: TrainingPage, One: JobPage },
  { page: 'data', title: 'Data', icon: 'data', key: 'd', Overview: DataPage },
  { page: 'models', title: 'Models', icon: 'models', key: 'm', Overview: ModelsPage, One: ModelPage },
  { page: 'permissions', title: 'Permissions', icon: 'permissions', key: 'p', Overview: PermissionsPage },
  { page: 'faults', title: 'Faults', icon: 'faults', key: 'f', Overview: FaultsPage },
  { page: 'logs', title: 'Logs', icon: 'logs', key: 'l', Overview: LogsPage, One: LogGroupPage },
];
