import { z } from 'zod';
import { del, get, post, type Route } from '../../../route.ts';
import { collection, type Store } from '../../../store.ts';
import { oauthOnly } from '../../guards.ts';
import { cursorPagingFields, pageByCursor } from '../../paging.ts';
import { present } from '../../refuse.ts';
import { openWorkspace, workspaces } from '../../workspaces.ts';
import { federationRules, openRule } from '../rules.ts';

/** A workspace in which a rule holds. */
export interface RuleWorkspace {
  readonly federation_rule_id: string;
  readonly workspace_id: string;
  readonly created_at: string;
  readonly created_by_actor_id: string | null;
}

export const ruleWorkspaces = collection<RuleWorkspace>(
  'federation_rule_workspaces',
  ({ federation_rule_id, workspace_id }) => `${federation_rule_id} ${workspace_id}`,
);

const path = '/v1/organizations/federation_rules/{federation_rule_id}/workspaces';
const guards = [oauthOnly];

export const ruleWorkspaceRoutes: readonly Route[] = [
  get(
    path,
    { guards, query: z.strictObject(cursorPagingFields({ most: 1000, usual: 20 })) },
    ({ store, query, params: { federation_rule_id } }) => {
      present(store.in(federationRules).get(federation_rule_id), 'Federation rule', federation_rule_id);
      const found = store.in(ruleWorkspaces).where((each) => each.federation_rule_id === federation_rule_id);
      const page = pageByCursor(found, query);
      return { ...page, data: page.data.map((each) => wire(store, each)) };
    },
  ),
  post(path, { guards, body: z.strictObject({ workspace_id: z.string() }) }, (call) => {
    const { store, body, clock, caller } = call;
    const rule = openRule(store, call.params.federation_rule_id);
    openWorkspace(store, body.workspace_id);
    const made = { created_at: clock.iso(), created_by_actor_id: caller.id };
    return wire(store, store.in(ruleWorkspaces).add({ federation_rule_id: rule.id, ...body, ...made }));
  }),
  del(`${path}/{workspace_id}`, { guards }, ({ store, params: { federation_rule_id, workspace_id } }) => {
    openRule(store, federation_rule_id);
    present(
      store.in(ruleWorkspaces).get(`${federation_rule_id} ${workspace_id}`),
      'Workspace of the rule',
      workspace_id,
    );
    store.in(ruleWorkspaces).remove(`${federation_rule_id} ${workspace_id}`);
    return { federation_rule_id, workspace_id, type: 'federation_rule_workspace_deleted' };
  }),
];

function wire(store: Store, each: RuleWorkspace) {
  const workspace_name = store.in(workspaces).get(each.workspace_id)?.name ?? null;
  return { type: 'federation_rule_workspace', ...each, workspace_name };
}
