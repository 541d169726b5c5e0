import type { Route } from '../../route.ts';
import { collection } from '../../store.ts';

export interface ProjectApiKey {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly redacted_value: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly expires_at: number | null;
  readonly scopes: readonly string[];
  readonly owner: { readonly type: 'user' | 'service_account'; readonly id: string };
}

export const projectApiKeys = collection<ProjectApiKey>('project_api_keys');

export const projectApiKeyRoutes: readonly Route[] = [];
