import type { ProviderOperation } from '../define.ts';
import type { Section } from '../section.ts';
import * as adminApiKeys from './admin-api-keys.ts';
import * as auditLogs from './audit-logs.ts';
import * as certificates from './certificates.ts';
import * as dataRetention from './data-retention.ts';
import * as externalKeys from './external-keys.ts';
import * as externalStorage from './external-storage.ts';
import * as groupsRoles from './groups/roles.ts';
import * as groupsUsers from './groups/users.ts';
import * as groups from './groups.ts';
import * as invites from './invites.ts';
import * as projectsApiKeys from './projects/api-keys.ts';
import * as projectsCertificates from './projects/certificates.ts';
import * as projectsDataRetention from './projects/data-retention.ts';
import * as projectsGroupsRoles from './projects/groups/roles.ts';
import * as projectsGroups from './projects/groups.ts';
import * as projectsHostedToolPermissions from './projects/hosted-tool-permissions.ts';
import * as projectsModelPermissions from './projects/model-permissions.ts';
import * as projectsRateLimits from './projects/rate-limits.ts';
import * as projectsRoles from './projects/roles.ts';
import * as projectsServiceAccountsApiKeys from './projects/service-accounts/api-keys.ts';
import * as projectsServiceAccounts from './projects/service-accounts.ts';
import * as projectsServiceTierSettings from './projects/service-tier-settings.ts';
import * as projectsSpendAlerts from './projects/spend-alerts.ts';
import * as projectsSpendLimit from './projects/spend-limit.ts';
import * as projectsUsersRoles from './projects/users/roles.ts';
import * as projectsUsers from './projects/users.ts';
import * as projects from './projects.ts';
import * as roles from './roles.ts';
import * as spendAlerts from './spend-alerts.ts';
import * as spendLimit from './spend-limit.ts';
import * as usage from './usage.ts';
import * as usersRoles from './users/roles.ts';
import * as users from './users.ts';
import { openaiWishes } from './wishes.ts';
import * as workloadIdentityProvidersFederationRules from './workload-identity-providers/federation-rules.ts';
import * as workloadIdentityProviders from './workload-identity-providers.ts';

const resources = [
  adminApiKeys,
  auditLogs,
  certificates,
  dataRetention,
  externalKeys,
  externalStorage,
  groups,
  groupsRoles,
  groupsUsers,
  invites,
  projects,
  projectsApiKeys,
  projectsCertificates,
  projectsDataRetention,
  projectsGroups,
  projectsGroupsRoles,
  projectsHostedToolPermissions,
  projectsModelPermissions,
  projectsRateLimits,
  projectsRoles,
  projectsServiceAccounts,
  projectsServiceAccountsApiKeys,
  projectsServiceTierSettings,
  projectsSpendAlerts,
  projectsSpendLimit,
  projectsUsers,
  projectsUsersRoles,
  roles,
  spendAlerts,
  spendLimit,
  usage,
  users,
  usersRoles,
  workloadIdentityProviders,
  workloadIdentityProvidersFederationRules,
] as const;

/** The type of each operation, for whoever is to be told of its input and its answer by its id. */
export type OpenAIOperation = ValueOf<(typeof resources)[number]>;

type ValueOf<Resource> = Resource extends unknown ? Resource[keyof Resource] : never;

/** What the OpenAI Administration API brings to the catalogue. */
export const openaiSection: Section = {
  operations: resources.flatMap((resource): readonly ProviderOperation[] => Object.values(resource)),
  wishes: openaiWishes,
};
