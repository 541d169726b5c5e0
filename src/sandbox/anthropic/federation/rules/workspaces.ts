import { z } from 'zod';
import { type Call, del, get, post, type Route } from '../../../engine/route.ts';
import { collection, type Store } from '../../../engine/store.ts';
import { actorOf } from '../../actor.ts';
import { cursorPagingFields } from '../../paging.ts';
import { badRequest } from '../../refuse.ts';
import { workspaces } from '../../workspaces/record.ts';
import { manageableRule, refuseConsoleScope, ruleOf } from './record.ts';

/** A workspace into which a rule's tokens may go. */
export interface RuleWorkspace {
  readonly federation_rule_id: string;
  readonly workspace_id: string;
  readonly created_at: string;
  readonly created_by_actor_id: string | null;
}

export const ruleWorkspaces = collection<RuleWorkspace>('federation_rule_workspaces', (enabled) =>
  keyOf(enabled.federation_rule_id, enabled.workspace_id),
);

const path = '/v1/organizations/federation_rules/{federation_rule_id}/workspaces';
export const ruleWorkspaceRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(cursorPagingFields()) }, ({ store, params: { federation_rule_id } }) => {
    ruleOf(store, federation_rule_id);
    const data = enabledWorkspaces(store, federation_rule_id).map((enabled) =>
      wire(enabled, store.in(workspaces).get(enabled.workspace_id)?.name ?? null),
    );
    return { data, next_page: null };
  }),

  post(path, { body: z.strictObject({ workspace_id: z.string() }) }, (call) => {
    const rule = manageableRule(call.store, call.params.federation_rule_id);
    return wire(enableIn(call, rule.id, call.body.workspace_id), null);
  }),

  del(`${path}/{workspace_id}`, {}, ({ store, params: { federation_rule_id, workspace_id } }) => {
    refuseConsoleScope(ruleOf(store, federation_rule_id).oauth_scope);
    store.in(ruleWorkspaces).remove(keyOf(federation_rule_id, workspace_id));
    return { type: 'federation_rule_workspace_deleted', federation_rule_id, workspace_id };
  }),
];

export function enabledWorkspaces(store: Store, ruleId: string): readonly RuleWorkspace[] {
  return store.in(ruleWorkspaces).where(({ federation_rule_id }) => federation_rule_id === ruleId);
}

/** Enables a rule for a workspace. It is no error when it was enabled before. */
export function enableIn(
  call: Pick<Call, 'store' | 'caller' | 'clock'>,
  federation_rule_id: string,
  workspace_id: string,
): RuleWorkspace {
  const { store, clock } = call;
  const present = store.in(ruleWorkspaces).get(keyOf(federation_rule_id, workspace_id));
  if (present) return present;
  const workspace = store.in(workspaces).get(workspace_id);
  if (!workspace || workspace.archived_at !== null) {
    throw badRequest(`workspace_id: no workspace ${workspace_id} that is not archived`);
  }
  const made = { federation_rule_id, workspace_id, created_at: clock.iso(), created_by_actor_id: actorOf(call) };
  return store.in(ruleWorkspaces).add(made);
}

function keyOf(ruleId: string, workspaceId: string): string {
  return `${ruleId} ${workspaceId}`;
}

function wire(enabled: RuleWorkspace, workspace_name: string | null) {
  return { type: 'federation_rule_workspace', ...enabled, workspace_name };
}
