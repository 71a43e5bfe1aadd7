import type { ComponentType } from 'preact';
import { ExecutionPage } from '../pages/execution/execution-page.tsx';
import type { IconName } from '../parts/icon.tsx';
import { laterPage } from './later-page.tsx';

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
  {
    page: 'workflow',
    title: 'Workflow',
    icon: 'workflow',
    key: 'w',
    Overview: laterPage((pages) => pages.WorkflowPage),
  },
  {
    page: 'executions',
    title: 'Runs',
    icon: 'runs',
    key: 'r',
    Overview: laterPage((pages) => pages.ExecutionsPage),
    One: ExecutionPage,
  },
  {
    page: 'training',
    title: 'Training',
    icon: 'training',
    key: 't',
    Overview: laterPage((pages) => pages.TrainingPage),
    One: laterPage((pages) => pages.JobPage),
  },
  { page: 'data', title: 'Data', icon: 'data', key: 'd', Overview: laterPage((pages) => pages.DataPage) },
  {
    page: 'models',
    title: 'Models',
    icon: 'models',
    key: 'm',
    Overview: laterPage((pages) => pages.ModelsPage),
    One: laterPage((pages) => pages.ModelPage),
  },
  {
    page: 'permissions',
    title: 'Permissions',
    icon: 'permissions',
    key: 'p',
    Overview: laterPage((pages) => pages.PermissionsPage),
  },
  { page: 'faults', title: 'Faults', icon: 'faults', key: 'f', Overview: laterPage((pages) => pages.FaultsPage) },
  {
    page: 'logs',
    title: 'Logs',
    icon: 'logs',
    key: 'l',
    Overview: laterPage((pages) => pages.LogsPage),
    One: laterPage((pages) => pages.LogGroupPage),
  },
];
