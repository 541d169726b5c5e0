import { z } from 'zod';
import { flag } from '../../../engine/parameters.ts';
import { get, post, type Route } from '../../../engine/route.ts';
import type { Store } from '../../../engine/store.ts';
import { archived, changed, made } from '../../actor.ts';
import { cursorPagingFields, newestFirst } from '../../paging.ts';
import { badRequest } from '../../refuse.ts';
import { serviceAccounts } from '../../service-accounts/record.ts';
import { refuseTakenSlug, slug } from '../../slugs.ts';
import { federationIssuers } from '../issuers.ts';
import { matchSchema, refuseOpenMatch } from '../match.ts';
import { isKnown } from '../scopes.ts';
import { constrainsTenant } from '../shared-platforms.ts';
import { type FederationRule, federationRules, manageableRule, refuseConsoleScope, ruleOf } from './record.ts';
import { enabledWorkspaces, enableIn, ruleWorkspaces } from './workspaces.ts';

const path = '/v1/organizations/federation_rules';
const lifetime = z.int().min(60).max(86_400);
const targetSchema = z
  .strictObject({
    type: z.literal('service_account'),
    service_account_id: z.string(),
    service_account_name: z.string().nullish(),
  })
  .transform(({ type, service_account_id }) => ({ type, service_account_id }));

export const federationRuleRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        include_archived: flag().default(false),
        issuer_id: z.string().optional(),
      }),
    },
    ({ store, query }) => {
      const matching = store
        .in(federationRules)
        .where(
          (rule) =>
            (query.include_archived || rule.archived_at === null) &&
            (query.issuer_id === undefined || rule.issuer_id === query.issuer_id),
        );
      return newestFirst(matching, query, (rule) => wire(store, rule));
    },
  ),

  post(
    path,
    {
      body: z.strictObject({
        name: slug,
        description: z.string().nullish(),
        issuer_id: z.string(),
        match: matchSchema,
        target: targetSchema,
        oauth_scope: z.string().min(1),
        token_lifetime_seconds: lifetime.default(3600),
        applies_to_all_workspaces: z.boolean().default(false),
        workspace_id: z.string().nullish(),
      }),
    },
    (call) => {
      const { store, body } = call;
      const { workspace_id, description, ...fields } = body;
      const rule: FederationRule = {
        ...fields,
        id: store.newId('fdrl_01', 22),
        description: description ?? null,
        ...made(call),
      };
      refuseTakenSlug(store.in(federationRules), rule.name);
      refuseUnfit(store, rule);
      if (workspace_id) enableIn(call, rule.id, workspace_id);
      else if (!rule.applies_to_all_workspaces) {
        throw badRequest('workspace_id: required unless applies_to_all_workspaces is true');
      }
      return wire(store, store.in(federationRules).add(rule));
    },
  ),

  get(`${path}/{federation_rule_id}`, {}, ({ store, params: { federation_rule_id } }) =>
    wire(store, ruleOf(store, federation_rule_id)),
  ),

  post(
    `${path}/{federation_rule_id}`,
    {
      body: z.strictObject({
        name: slug.nullish(),
        description: z.string().nullish(),
        match: matchSchema.nullish(),
        target: targetSchema.nullish(),
        oauth_scope: z.string().min(1).nullish(),
        token_lifetime_seconds: lifetime.nullish(),
        applies_to_all_workspaces: z.boolean().nullish(),
        workspace_id: z.string().nullish(),
      }),
    },
    (call) => {
      const { store, body } = call;
      const rule = manageableRule(store, call.params.federation_rule_id);
      const wanted: FederationRule = {
        ...rule,
        name: body.name ?? rule.name,
        ...(body.description !== undefined && { description: body.description ?? '' }),
        match: body.match ?? rule.match,
        target: body.target ?? rule.target,
        oauth_scope: body.oauth_scope ?? rule.oauth_scope,
        token_lifetime_seconds: body.token_lifetime_seconds ?? rule.token_lifetime_seconds,
        applies_to_all_workspaces: body.applies_to_all_workspaces ?? rule.applies_to_all_workspaces,
        ...changed(call),
      };
      refuseTakenSlug(store.in(federationRules), wanted.name, rule.id);
      refuseUnfit(store, wanted);
      const enabled = enabledWorkspaces(store, rule.id).length;
      if (body.workspace_id && enabled > 1) {
        throw badRequest('workspace_id: the rule is enabled for several workspaces; add and remove them one by one');
      }
      if (body.applies_to_all_workspaces === false && enabled === 0 && !body.workspace_id) {
        throw badRequest('applies_to_all_workspaces: no workspace would remain enabled');
      }
      if (body.workspace_id) moveTo(call, rule.id, body.workspace_id);
      return wire(store, store.in(federationRules).add(wanted));
    },
  ),

  post(`${path}/{federation_rule_id}/archive`, {}, (call) => {
    const { store } = call;
    const rule = ruleOf(store, call.params.federation_rule_id);
    if (rule.archived_at !== null) return wire(store, rule);
    refuseConsoleScope(rule.oauth_scope);
    store.in(ruleWorkspaces).removeWhere(({ federation_rule_id }) => federation_rule_id === rule.id);
    return wire(store, store.in(federationRules).change(rule.id, archived(call)));
  }),
];

function refuseUnfit(store: Store, rule: FederationRule): void {
  if (!isKnown(rule.oauth_scope)) throw badRequest(`oauth_scope: ${rule.oauth_scope} is not a scope`);
  refuseConsoleScope(rule.oauth_scope);
  const issuer = store.in(federationIssuers).get(rule.issuer_id);
  if (!issuer || issuer.archived_at !== null) throw badRequest(`issuer_id: no live issuer ${rule.issuer_id}`);
  const { service_account_id } = rule.target;
  if (store.in(serviceAccounts).get(service_account_id)?.archived_at !== null) {
    throw badRequest(`target.service_account_id: no live service account ${service_account_id}`);
  }
  refuseOpenMatch(rule.match);
  if (!constrainsTenant(issuer.issuer_url, rule.match)) {
    throw badRequest('match: tokens of this shared platform must be narrowed to one tenant of it');
  }
}

function moveTo(call: Parameters<typeof enableIn>[0], ruleId: string, workspaceId: string): void {
  const added = enableIn(call, ruleId, workspaceId);
  call.store
    .in(ruleWorkspaces)
    .removeWhere((enabled) => enabled.federation_rule_id === ruleId && enabled.workspace_id !== added.workspace_id);
}

function wire(store: Store, rule: FederationRule) {
  const workspace_ids = enabledWorkspaces(store, rule.id).map(({ workspace_id }) => workspace_id);
  return {
    type: 'federation_rule',
    ...rule,
    issuer_name: store.in(federationIssuers).get(rule.issuer_id)?.name ?? null,
    target: {
      ...rule.target,
      service_account_name: store.in(serviceAccounts).get(rule.target.service_account_id)?.name ?? null,
    },
    // The API does not take any yet.
    attributes: null,
    workspace_id: workspace_ids.length === 1 ? workspace_ids[0] : null,
    workspace_ids,
  };
}
