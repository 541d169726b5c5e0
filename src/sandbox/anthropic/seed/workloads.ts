import { letters } from '../../../internal/hash.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { federationIssuers } from '../federation/issuers.ts';
import { federationRules } from '../federation/rules/record.ts';
import { ruleWorkspaces } from '../federation/rules/workspaces.ts';
import { type ServiceAccount, serviceAccounts } from '../service-accounts/record.ts';
import type { User } from '../users/record.ts';
import type { Workspace } from '../workspaces/record.ts';
import { serviceAccountMembers } from '../workspaces/service-accounts.ts';

const dayMs = 86_400_000;

interface WorkloadSeed {
  readonly seed: number;
  readonly now: number;
  readonly workspaces: readonly Workspace[];
  readonly members: readonly User[];
}

/** Programs that act for themselves, and whose tokens are taken for which. Gives the account that also has a key. */
export function seedWorkloads(store: Store, options: WorkloadSeed): ServiceAccount | undefined {
  const accounts = seedAccounts(store, options);
  const [deploy, pipeline] = accounts;
  if (!deploy || !pipeline) return undefined;
  addMembership(store, options, deploy, 'Staging');
  addMembership(store, options, pipeline, 'Data platform');
  addMembership(store, options, pipeline, 'Search relevance');
  seedFederation(store, options, [
    {
      name: 'deploys-from-main',
      subject: 'repo:northwind-labs/deploy:ref:refs/heads/main',
      target: deploy,
      of: 'Staging',
    },
    { name: 'nightly-pipeline', subject: 'repo:northwind-labs/pipeline:*', target: pipeline, of: 'Data platform' },
  ]);
  return pipeline;
}

function seedAccounts(store: Store, { seed, now, members }: WorkloadSeed): ServiceAccount[] {
  const wanted = [
    ['ci-deploy', 'Deploys from the main branch', 'developer', 260],
    ['data-pipeline', 'Nightly enrichment of the data platform', 'developer', 240],
    ['org-automation', 'Keeps members and workspaces in step with the directory', 'admin', 90],
  ] as const;
  return wanted.map(([name, description, organization_role, daysAgo]) =>
    store.in(serviceAccounts).add({
      id: `svac_01${letters(22, seed, 'service-account', name)}`,
      name,
      description,
      organization_role,
      ...made(now - daysAgo * dayMs, members),
    }),
  );
}

interface RuleDraft {
  readonly name: string;
  readonly subject: string;
  readonly target: ServiceAccount;
  readonly of: string;
}

function seedFederation(store: Store, options: WorkloadSeed, drafts: readonly RuleDraft[]): void {
  const { seed, now, members, workspaces } = options;
  const issuer = store.in(federationIssuers).add({
    id: `fdis_01${letters(22, seed, 'issuer')}`,
    name: 'github-actions',
    issuer_url: 'https://token.actions.githubusercontent.com',
    jwks: { type: 'discovery', discovery_base: null, ca_cert_pem: null },
    check_jti: true,
    max_jwt_lifetime_seconds: 3600,
    jwks_polling_disabled_at: null,
    ...made(now - 230 * dayMs, members),
  });
  for (const [index, { name, subject, target, of }] of drafts.entries()) {
    const times = made(now - (228 - index * 30) * dayMs, members);
    const rule = store.in(federationRules).add({
      id: `fdrl_01${letters(22, seed, 'rule', name)}`,
      name,
      description: null,
      issuer_id: issuer.id,
      match: {
        subject_prefix: subject,
        claims: { repository_owner: 'northwind-labs' },
        condition: null,
        audience: null,
      },
      target: { type: 'service_account', service_account_id: target.id },
      oauth_scope: 'workspace:developer',
      token_lifetime_seconds: 3600,
      applies_to_all_workspaces: false,
      ...times,
    });
    const workspace = workspaces.find((each) => each.name === of);
    if (!workspace) continue;
    const { created_at, created_by_actor_id } = times;
    store
      .in(ruleWorkspaces)
      .add({ federation_rule_id: rule.id, workspace_id: workspace.id, created_at, created_by_actor_id });
  }
}

function addMembership(store: Store, { workspaces, members }: WorkloadSeed, account: ServiceAccount, name: string) {
  const workspace = workspaces.find((each) => each.name === name);
  if (!workspace) return;
  store.in(serviceAccountMembers).add({
    service_account_id: account.id,
    workspace_id: workspace.id,
    workspace_role: 'workspace_developer',
    created_by_actor_id: members[0]?.id ?? null,
  });
}

/** By the first admin, and not changed since. */
function made(moment: number, members: readonly User[]) {
  const actor = members[0]?.id ?? null;
  return {
    created_at: isoMicroseconds(moment),
    created_by_actor_id: actor,
    updated_at: isoMicroseconds(moment),
    updated_by_actor_id: actor,
    archived_at: null,
    archived_by_actor_id: null,
  };
}
