import type { Route } from '../route.ts';
import { collection } from '../store.ts';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'inactive' | 'archived';
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly partial_key_hint: string;
  readonly created_by: { readonly id: string; readonly type: 'user' | 'service_account' } | null;
  /** Who the key acts as; null for a key of a workspace. */
  readonly principal:
    | { readonly type: 'user_actor'; readonly user_id: string }
    | { readonly type: 'service_account_actor'; readonly service_account_id: string }
    | null;
  readonly workspace_id: string;
}

export const apiKeys = collection<ApiKey>('api_keys');

export const apiKeyRoutes: readonly Route[] = [];
