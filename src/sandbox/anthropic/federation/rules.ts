import { z } from 'zod';
import { flag } from '../../parameters.ts';
import { get, post, type Route } from '../../route.ts';
import { collection, type Store } from '../../store.ts';
import { oauthOnly } from '../guards.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { badRequest, conflict, present } from '../refuse.ts';
import { changedNow, madeNow, openServiceAccount, serviceAccounts } from '../service-accounts.ts';
import { slug } from '../slug.ts';
import { openWorkspace } from '../workspaces.ts';
import { federationIssuers, openIssuer } from './issuers.ts';
import { ruleWorkspaces } from './rules/workspaces.ts';

const matchSchema = z.strictObject({
  audience: z.string().nullish(),
  claims: z.record(z.string(), z.string()).nullish(),
  condition: z.string().nullish(),
  subject_prefix: z.string().nullish(),
});
type Match = z.output<typeof matchSchema>;

export interface FederationRule {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly issuer_id: string;
  readonly match: Match;
  readonly service_account_id: string;
  readonly oauth_scope: string;
  readonly token_lifetime_seconds: number;
  readonly applies_to_all_workspaces: boolean;
  readonly created_at: string;
  readonly created_by_actor_id: string | null;
  readonly updated_at: string;
  readonly updated_by_actor_id: string | null;
  readonly archived_at: string | null;
  readonly archived_by_actor_id: string | null;
}

export const federationRules = collection<FederationRule>('federation_rules');

const guards = [oauthOnly];
const path = '/v1/organizations/federation_rules';

const targetSchema = z.strictObject({
  type: z.literal('service_account'),
  service_account_id: z.string(),
  service_account_name: z.string().nullish(),
});
/** `org:admin` can be given in the provider's own pages only. */
const scopeSchema = z.enum(['workspace:developer', 'workspace:inference']);
const lifetime = z.int().min(60).max(86_400);

export const federationRuleRoutes: readonly Route[] = [
  get(
    path,
    {
      guards,
      query: z.strictObject({
        ...cursorPagingFields({ most: 1000, usual: 20 }),
        include_archived: flag().default(false),
        issuer_id: z.string().optional(),
      }),
    },
    ({ store, query }) => {
      const found = store
        .in(federationRules)
        .where(
          (rule) =>
            (query.include_archived || rule.archived_at === null) &&
            (query.issuer_id === undefined || rule.issuer_id === query.issuer_id),
        );
      const page = pageByCursor([...found].reverse(), query);
      return { ...page, data: page.data.map((rule) => wire(store, rule)) };
    },
  ),

  post(
    path,
    {
      guards,
      body: z.strictObject({
        name: slug(),
        issuer_id: z.string(),
        match: matchSchema,
        target: targetSchema,
        oauth_scope: scopeSchema,
        applies_to_all_workspaces: z.boolean().default(false),
        description: z.string().nullish(),
        token_lifetime_seconds: lifetime.default(3600),
        workspace_id: z.string().nullish(),
      }),
    },
    (call) => {
      const { store, body } = call;
      refuseTakenName(store, body.name);
      refuseEmptyMatch(body.match);
      const rule = store.in(federationRules).add({
        id: store.newId('fdrl_01', 22),
        name: body.name,
        description: body.description ?? null,
        issuer_id: openIssuer(store, body.issuer_id).id,
        match: body.match,
        service_account_id: openServiceAccount(store, body.target.service_account_id).id,
        oauth_scope: body.oauth_scope,
        token_lifetime_seconds: body.token_lifetime_seconds,
        applies_to_all_workspaces: body.applies_to_all_workspaces,
        archived_at: null,
        archived_by_actor_id: null,
        ...madeNow(call),
      });
      if (body.workspace_id) enable(store, rule, body.workspace_id, rule.created_at);
      return wire(store, rule);
    },
  ),

  get(`${path}/{federation_rule_id}`, { guards }, ({ store, params: { federation_rule_id: id } }) =>
    wire(store, present(store.in(federationRules).get(id), 'Federation rule', id)),
  ),

  post(
    `${path}/{federation_rule_id}`,
    {
      guards,
      body: z.strictObject({
        name: slug().nullish(),
        match: matchSchema.nullish(),
        target: targetSchema.nullish(),
        oauth_scope: scopeSchema.nullish(),
        applies_to_all_workspaces: z.boolean().nullish(),
        description: z.string().nullish(),
        token_lifetime_seconds: lifetime.nullish(),
        workspace_id: z.string().nullish(),
      }),
    },
    (call) => {
      const { store, body, clock } = call;
      const rule = openRule(store, call.params.federation_rule_id);
      if (body.name && body.name !== rule.name) refuseTakenName(store, body.name);
      if (body.match) refuseEmptyMatch(body.match);
      if (body.target) openServiceAccount(store, body.target.service_account_id);
      if (body.workspace_id) enable(store, rule, body.workspace_id, clock.iso());
      const changed = store.in(federationRules).change(rule.id, {
        name: body.name ?? rule.name,
        match: body.match ?? rule.match,
        service_account_id: body.target?.service_account_id ?? rule.service_account_id,
        oauth_scope: body.oauth_scope ?? rule.oauth_scope,
        applies_to_all_workspaces: body.applies_to_all_workspaces ?? rule.applies_to_all_workspaces,
        token_lifetime_seconds: body.token_lifetime_seconds ?? rule.token_lifetime_seconds,
        ...(body.description !== undefined && { description: body.description }),
        ...changedNow(call),
      });
      return wire(store, changed);
    },
  ),

  post(`${path}/{federation_rule_id}/archive`, { guards }, (call) => {
    const { store, clock, caller } = call;
    const { id } = openRule(store, call.params.federation_rule_id);
    const archived = { archived_at: clock.iso(), archived_by_actor_id: caller.id, ...changedNow(call) };
    return wire(store, store.in(federationRules).change(id, archived));
  }),
];

/** A rule that can be changed; an archived one is refused. */
export function openRule(store: Store, id: string): FederationRule {
  const rule = present(store.in(federationRules).get(id), 'Federation rule', id);
  if (rule.archived_at !== null) throw badRequest(`Federation rule ${id} is archived.`);
  return rule;
}

function enable(store: Store, rule: FederationRule, workspaceId: string, created_at: string): void {
  openWorkspace(store, workspaceId);
  const created_by_actor_id = rule.updated_by_actor_id;
  store
    .in(ruleWorkspaces)
    .add({ federation_rule_id: rule.id, workspace_id: workspaceId, created_at, created_by_actor_id });
}

function refuseEmptyMatch({ subject_prefix, claims, condition }: Match): void {
  if (subject_prefix || condition || Object.keys(claims ?? {}).length > 0) return;
  throw badRequest('match: at least one of subject_prefix, claims and condition is required');
}

function refuseTakenName(store: Store, name: string): void {
  if (store.in(federationRules).find((rule) => rule.name === name && rule.archived_at === null)) {
    throw conflict(`A federation rule named ${name} exists already.`);
  }
}

function wire(store: Store, { service_account_id, ...rule }: FederationRule) {
  const enabled = store.in(ruleWorkspaces).where((each) => each.federation_rule_id === rule.id);
  const service_account_name = store.in(serviceAccounts).get(service_account_id)?.name ?? null;
  return {
    type: 'federation_rule',
    ...rule,
    issuer_name: store.in(federationIssuers).get(rule.issuer_id)?.name ?? null,
    target: { type: 'service_account', service_account_id, service_account_name },
    workspace_ids: enabled.map((each) => each.workspace_id),
  };
}
