import { document } from '../../engine/store.ts';

export interface Organization {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
  readonly plane: 'console' | 'enterprise';
  readonly default_workspace_id: string | null;
}

export const organization = document<Organization>('organization', () => ({
  id: '00000000-0000-4000-a000-000000000000',
  name: 'Northwind Labs',
  plane: 'console',
  default_workspace_id: null,
}));
