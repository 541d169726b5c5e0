import type { Stream } from '../../demand/demand.ts';
import type { Store } from '../../engine/store.ts';
import { organization } from '../organization/record.ts';
import { users } from '../users/record.ts';

/** What analytics can group by. */
export const legacyDimensions = [
  'claude_tag_category',
  'claude_tag_user_id',
  'context_window',
  'inference_geo',
  'model',
  'product',
  'rbac_group_id',
  'slack_channel_id',
  'speed',
] as const;

export const dimensions = [
  'actor',
  'actor_type',
  'agent_id',
  'api_key_id',
  'claude_tag_category',
  'claude_tag_user_id',
  'context_window',
  'deployment_id',
  'environment_id',
  'inference_geo',
  'model',
  'organization_id',
  'product',
  'rbac_group_id',
  'service_tier',
  'session_id',
  'slack_channel_id',
  'speed',
  'user_profile_id',
  'workspace_id',
] as const;
export type Dimension = (typeof dimensions)[number];

export type Group = Readonly<Partial<Record<Dimension, unknown>>>;

export const actorTypes = ['api_actor', 'federated_actor', 'service_account_actor', 'user_actor'] as const;

/** Who is in which groups; a person's use counts fully for each of them. */
export type RbacGroups = (userId: string) => readonly string[];

/** The groups that a stream's use counts for: one, but for a person in several RBAC groups. */
export function groupsOf(stream: Stream, groupBy: readonly Dimension[], store: Store, rbac: RbacGroups): Group[] {
  const group: Partial<Record<Dimension, unknown>> = {};
  for (const dimension of groupBy) group[dimension] = dimensionOf(dimension, stream, store);
  if (!groupBy.includes('rbac_group_id')) return [group];
  const teams = rbacGroupsOf(stream, rbac);
  if (teams.length === 0) return [{ ...group, rbac_group_id: null }];
  return teams.map((rbac_group_id) => ({ ...group, rbac_group_id }));
}

export function rbacGroupsOf({ dimensions: of }: Stream, rbac: RbacGroups): readonly string[] {
  return typeof of['user_id'] === 'string' ? rbac(of['user_id']) : [];
}

function dimensionOf(dimension: Dimension, stream: Stream, store: Store): unknown {
  const { dimensions: of } = stream;
  if (dimension === 'actor') return actorOf(stream, store);
  if (dimension === 'actor_type') return actorTypeOf(stream);
  if (dimension === 'organization_id') return store.read(organization).id;
  if (dimension === 'inference_geo' && of['inference_geo'] === 'not_available') return null;
  return of[dimension] ?? null;
}

/** The person, else the service account, else the key. */
export function actorTypeOf({ dimensions: of }: Stream): (typeof actorTypes)[number] | null {
  if (of['user_id']) return 'user_actor';
  if (of['service_account_id']) return 'service_account_actor';
  return of['api_key_id'] ? 'api_actor' : null;
}

/** The id by which `actor_ids[]` finds it. */
export function actorIdOf({ dimensions: of }: Stream): unknown {
  return of['user_id'] ?? of['service_account_id'] ?? of['api_key_id'] ?? null;
}

function actorOf(stream: Stream, store: Store): object | null {
  const { dimensions: of } = stream;
  const type = actorTypeOf(stream);
  if (type === 'user_actor') return userActorOf(stream, store);
  if (type === 'service_account_actor') return { type, service_account_id: of['service_account_id'] };
  if (type === 'api_actor') return { type, api_key_id: of['api_key_id'] };
  return null;
}

/** People who left keep the address that they had when their use began. */
export function userActorOf({ dimensions: of }: Stream, store: Store) {
  const user_id = String(of['user_id']);
  const member = store.in(users).get(user_id);
  return {
    type: 'user_actor',
    user_id,
    email_address: member?.email ?? of['user_email'] ?? null,
    name: member?.name ?? of['user_name'] ?? null,
    deleted: member === undefined,
  };
}
