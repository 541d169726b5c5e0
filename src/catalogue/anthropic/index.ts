import type { ProviderOperation } from '../define.ts';
import type { Section } from '../section.ts';
import * as analyticsAppsChatProjects from './analytics/apps/chat/projects.ts';
import * as analyticsArtifacts from './analytics/artifacts.ts';
import * as analyticsConnectors from './analytics/connectors.ts';
import * as analyticsCost from './analytics/cost.ts';
import * as analyticsCostReport from './analytics/cost-report.ts';
import * as analyticsPlugins from './analytics/plugins.ts';
import * as analyticsSkills from './analytics/skills.ts';
import * as analyticsSummaries from './analytics/summaries.ts';
import * as analyticsUsage from './analytics/usage.ts';
import * as analyticsUsageReport from './analytics/usage-report.ts';
import * as analyticsUserCostReport from './analytics/user-cost-report.ts';
import * as analyticsUserUsageReport from './analytics/user-usage-report.ts';
import * as analyticsUsers from './analytics/users.ts';
import * as apiKeys from './api-keys.ts';
import * as claudeCodeManagedSettingsConfiguration from './claude-code/managed-settings/configuration.ts';
import * as claudeCodeManagedSettingsRbacGroupDefault from './claude-code/managed-settings/rbac-group-default.ts';
import * as claudeCodeManagedSettingsRbacGroups from './claude-code/managed-settings/rbac-groups.ts';
import * as claudeTagBundlesTargets from './claude-tag/bundles/targets.ts';
import * as claudeTagBundles from './claude-tag/bundles.ts';
import * as claudeTagSlackChannels from './claude-tag/slack-channels.ts';
import * as claudeTagSlackWorkspaces from './claude-tag/slack-workspaces.ts';
import * as complianceReviewCases from './compliance/review/cases.ts';
import * as complianceReviewItems from './compliance/review/items.ts';
import * as complianceReviewNotices from './compliance/review/notices.ts';
import * as complianceSettings from './compliance-settings.ts';
import * as externalKeys from './external-keys.ts';
import * as externalStorage from './external-storage.ts';
import * as federationIssuers from './federation/issuers.ts';
import * as federationRulesWorkspaces from './federation/rules/workspaces.ts';
import * as federationRules from './federation/rules.ts';
import * as invites from './invites.ts';
import * as organization from './organization.ts';
import * as pluginMarketplaces from './plugin-marketplaces.ts';
import * as pluginsInstallationSettings from './plugins/installation-settings.ts';
import * as pluginsShares from './plugins/shares.ts';
import * as pluginsVersions from './plugins/versions.ts';
import * as plugins from './plugins.ts';
import * as googleProjectDataControls from './providers/google/projects/data-controls.ts';
import * as rateLimits from './rate-limits.ts';
import * as rbacGroupsMembers from './rbac-groups/members.ts';
import * as rbacGroups from './rbac-groups.ts';
import * as rbacRolesPermissions from './rbac-roles/permissions.ts';
import * as rbacRoles from './rbac-roles.ts';
import * as serviceAccountsWorkspaces from './service-accounts/workspaces.ts';
import * as serviceAccounts from './service-accounts.ts';
import * as spendLimitsEffective from './spend-limits/effective.ts';
import * as spendLimitsIncreaseRequests from './spend-limits/increase-requests.ts';
import * as spendLimits from './spend-limits.ts';
import * as telemetryDestinationsWorkspaces from './telemetry-destinations/workspaces.ts';
import * as telemetryDestinations from './telemetry-destinations.ts';
import * as usage from './usage.ts';
import * as userProfileDataControls from './user-profiles/providers/google/data-controls.ts';
import * as users from './users.ts';
import * as webhooks from './webhooks.ts';
import { anthropicWishes } from './wishes.ts';
import * as workspacesMembers from './workspaces/members.ts';
import * as workspacesRateLimits from './workspaces/rate-limits.ts';
import * as workspacesServiceAccounts from './workspaces/service-accounts.ts';
import * as workspaces from './workspaces.ts';

const resources = [
  analyticsAppsChatProjects,
  analyticsArtifacts,
  analyticsConnectors,
  analyticsCost,
  analyticsCostReport,
  analyticsPlugins,
  analyticsSkills,
  analyticsSummaries,
  analyticsUsage,
  analyticsUsageReport,
  analyticsUserCostReport,
  analyticsUserUsageReport,
  analyticsUsers,
  apiKeys,
  claudeCodeManagedSettingsConfiguration,
  claudeCodeManagedSettingsRbacGroupDefault,
  claudeCodeManagedSettingsRbacGroups,
  claudeTagBundles,
  claudeTagBundlesTargets,
  claudeTagSlackChannels,
  claudeTagSlackWorkspaces,
  complianceReviewCases,
  complianceReviewItems,
  complianceReviewNotices,
  complianceSettings,
  externalKeys,
  externalStorage,
  federationIssuers,
  federationRules,
  federationRulesWorkspaces,
  googleProjectDataControls,
  invites,
  organization,
  pluginMarketplaces,
  plugins,
  pluginsInstallationSettings,
  pluginsShares,
  pluginsVersions,
  rateLimits,
  rbacGroups,
  rbacGroupsMembers,
  rbacRoles,
  rbacRolesPermissions,
  serviceAccounts,
  serviceAccountsWorkspaces,
  spendLimits,
  spendLimitsEffective,
  spendLimitsIncreaseRequests,
  telemetryDestinations,
  telemetryDestinationsWorkspaces,
  usage,
  userProfileDataControls,
  users,
  webhooks,
  workspaces,
  workspacesMembers,
  workspacesRateLimits,
  workspacesServiceAccounts,
] as const;

/** The type of each operation, for whoever is to be told of its input and its answer by its id. */
export type AnthropicOperation = ValueOf<(typeof resources)[number]>;

type ValueOf<Resource> = Resource extends unknown ? Resource[keyof Resource] : never;

/** What the Anthropic Admin API brings to the catalogue. */
export const anthropicSection: Section = {
  operations: resources.flatMap((resource): readonly ProviderOperation[] => Object.values(resource)),
  wishes: anthropicWishes,
};
