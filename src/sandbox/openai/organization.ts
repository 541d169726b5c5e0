import { document } from '../engine/store.ts';

export interface Organization {
  readonly id: string;
  readonly name: string;
  /** The project that every organisation has, that cannot be renamed, archived or deleted. */
  readonly default_project_id: string;
  /** Audit logging is switched on in the dashboard, once and for good. */
  readonly audit_logging: boolean;
}

export const organization = document<Organization>('organization', () => ({
  id: 'org-sandbox',
  name: 'Northwind Labs',
  default_project_id: '',
  audit_logging: true,
}));
