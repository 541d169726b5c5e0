/** What can have happened, by what it happened to. */
const ofOrganization = {
  api_key: 'created updated deleted',
  certificate: 'created updated deleted',
  certificates: 'activated deactivated',
  'checkpoint.permission': 'created deleted',
  external_key: 'registered removed',
  external_storage: 'registered removed',
  group: 'created updated deleted',
  invite: 'sent accepted deleted',
  ip_allowlist: 'created updated deleted',
  'ip_allowlist.config': 'activated deactivated',
  login: 'succeeded failed',
  logout: 'succeeded failed',
  organization: 'updated',
  project: 'created updated archived deleted',
  rate_limit: 'updated deleted',
  resource: 'deleted',
  tunnel: 'created updated deleted',
  workload_identity_provider: 'created updated deleted',
  workload_identity_provider_mapping: 'created updated deleted',
  role: 'created updated deleted bound_to_resource unbound_from_resource',
  'role.assignment': 'created deleted',
  scim: 'enabled disabled',
  service_account: 'created updated deleted',
  user: 'added updated deleted',
};

/** Events of the tenant that the organisation belongs to, whose types begin with `tenant.`. */
const ofTenant = {
  metadata: 'updated',
  microsoft_entra_mapping: 'upserted deleted',
  'workload_identity.provider': 'created updated archived',
  'workload_identity.mapping': 'created updated archived',
  'workload_identity.binding': 'created',
  'workload_identity.principal': 'provisioned',
  'workload_identity.access_token': 'issued',
  admin_api_key: 'created updated deleted',
  project_api_key: 'created',
  'trusted_access.business_verification': 'started',
  'trusted_access.application': 'submitted',
  chatgpt_access_token: 'revoked',
  migration: 'completed',
  sso: 'migrated',
  domains: 'migrated',
  sso_connection: 'created updated deleted',
  'sso_connection.setup': 'started',
  policy: 'created updated deleted attached detached',
  principal_authentication_policy: 'resolved',
  'scim.setup': 'started',
  'scim.deletion': 'requested',
  'scim.directory': 'created',
  product_access_policy: 'updated',
  resource_share_grant: 'created updated accepted declined revoked deleted',
  service_account: 'updated deleted',
  'service_account.token': 'revoked',
  'billing.overage_limit': 'updated',
  'billing.alerts': 'updated',
  'billing.info': 'updated',
  'usage_limit.workspace': 'updated',
  'usage_limit.group': 'updated',
  'usage_limit.user': 'updated',
  'usage_limit.increase_request': 'updated resolved',
  group: 'created updated deleted',
  'group.member': 'added removed',
  'migration_rollout.status': 'updated',
  'migration_rollout.tier': 'updated',
  'role.metadata': 'updated',
  custom_role: 'created updated deleted',
  role_assignment: 'created deleted',
  resource_role_assignment: 'created deleted',
  resource_access: 'updated deleted',
  'ads_account.onboarding': 'redemption',
  session_policy: 'created updated deleted',
  session_revocation: 'started',
  third_party_app_policy: 'updated',
  user: 'added updated removed looked_up invited',
  membership: 'revoked accepted declined',
  api_organization_invite: 'upserted deleted',
  chatgpt_workspace_invite: 'upserted',
  workspace_invite_email_settings: 'updated',
};

/** Two types that belong to the tenant, although their names do not say so. */
const alsoOfTenant = ['role.bound_to_resource', 'role.unbound_from_resource'];

export const auditEventTypes: ReadonlySet<string> = new Set([
  ...names(ofOrganization),
  ...names(ofTenant).map((name) => `tenant.${name}`),
]);

export function isOfTenant(type: string): boolean {
  return type.startsWith('tenant.') || alsoOfTenant.includes(type);
}

function names(events: Readonly<Record<string, string>>): string[] {
  return Object.entries(events).flatMap(([subject, verbs]) => verbs.split(' ').map((verb) => `${subject}.${verb}`));
}
