import { collection, type Store } from '../../../engine/store.ts';
import type { Traces } from '../../actor.ts';
import { badRequest, forbidden, present } from '../../refuse.ts';
import type { RuleMatch } from '../match.ts';
import { isForWorkloads } from '../scopes.ts';

/** Whose tokens are taken for which service account. Where a rule is enabled stands in `rules/workspaces.ts`. */
export interface FederationRule extends Traces {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly issuer_id: string;
  readonly match: RuleMatch;
  readonly target: { readonly type: 'service_account'; readonly service_account_id: string };
  readonly oauth_scope: string;
  readonly token_lifetime_seconds: number;
  readonly applies_to_all_workspaces: boolean;
}

export const federationRules = collection<FederationRule>('federation_rules');

export function ruleOf(store: Store, id: string): FederationRule {
  return present(store.in(federationRules).get(id), 'Federation rule', id);
}

/** A rule that an OAuth caller may change: not archived, and granting no more than a workload's access. */
export function manageableRule(store: Store, id: string): FederationRule {
  const rule = ruleOf(store, id);
  refuseConsoleScope(rule.oauth_scope);
  if (rule.archived_at !== null) throw badRequest(`Federation rule ${id} is archived.`);
  return rule;
}

export function refuseConsoleScope(oauthScope: string): void {
  if (!isForWorkloads(oauthScope)) throw forbidden(`Rules with the scope ${oauthScope} are managed in the Console.`);
}

export function liveRules(store: Store): readonly FederationRule[] {
  return store.in(federationRules).where(({ archived_at }) => archived_at === null);
}

/** What a live rule refers to stays. */
export function refuseLiveRules(store: Store, what: string, refers: (rule: FederationRule) => boolean): void {
  const live = liveRules(store).find(refers);
  if (live) throw badRequest(`Federation rule ${live.id} still refers to this ${what}; archive it first.`);
}
