import { guarded, type Route } from '../engine/route.ts';
import { analyticsProjectRoutes } from './analytics/apps/chat/projects.ts';
import { analyticsArtifactRoutes } from './analytics/artifacts.ts';
import { analyticsConnectorRoutes } from './analytics/connectors.ts';
import { analyticsCostReportRoutes } from './analytics/cost-report.ts';
import { analyticsPluginRoutes } from './analytics/plugins.ts';
import { analyticsSkillRoutes } from './analytics/skills.ts';
import { analyticsSummaryRoutes } from './analytics/summaries.ts';
import { analyticsUsageReportRoutes } from './analytics/usage-report.ts';
import { userCostReportRoutes } from './analytics/user-cost-report.ts';
import { userUsageReportRoutes } from './analytics/user-usage-report.ts';
import { analyticsUserRoutes } from './analytics/users.ts';
import { managedSettingsConfigurationRoutes } from './claude-code/managed-settings/configuration.ts';
import { managedSettingsDefaultRoutes } from './claude-code/managed-settings/rbac-group-default.ts';
import { managedSettingsGroupRoutes } from './claude-code/managed-settings/rbac-groups.ts';
import { tagBundleRoutes } from './claude-tag/bundles/routes.ts';
import { bundleTargetRoutes } from './claude-tag/bundles/targets.ts';
import { slackChannelRoutes } from './claude-tag/slack-channels/routes.ts';
import { slackWorkspaceRoutes } from './claude-tag/slack-workspaces.ts';
import { complianceReviewRoutes } from './compliance/review.ts';
import { beta, enterpriseBeta, enterpriseOnly, organizationKeyOnly } from './guards.ts';
import { pluginMarketplaceRoutes } from './plugin-marketplaces/routes.ts';
import { installationSettingRoutes } from './plugins/installation-settings.ts';
import { pluginRoutes } from './plugins/routes.ts';
import { pluginShareRoutes } from './plugins/shares.ts';
import { pluginVersionRoutes } from './plugins/versions.ts';
import { rbacGroupMemberRoutes } from './rbac-groups/members.ts';
import { rbacGroupRoutes } from './rbac-groups/routes.ts';
import { rbacRolePermissionRoutes } from './rbac-roles/permissions.ts';
import { rbacRoleRoutes } from './rbac-roles/routes.ts';
import { effectiveLimitRoutes } from './spend-limits/effective.ts';
import { increaseRequestRoutes } from './spend-limits/increase-requests.ts';

const access = [...rbacGroupRoutes, ...rbacGroupMemberRoutes, ...rbacRoleRoutes, ...rbacRolePermissionRoutes];

const limits = [...effectiveLimitRoutes, ...increaseRequestRoutes];

const analytics = [
  ...analyticsSummaryRoutes,
  ...analyticsUserRoutes,
  ...analyticsProjectRoutes,
  ...analyticsSkillRoutes,
  ...analyticsConnectorRoutes,
  ...analyticsPluginRoutes,
  ...analyticsArtifactRoutes,
  ...analyticsUsageReportRoutes,
  ...analyticsCostReportRoutes,
  ...userUsageReportRoutes,
  ...userCostReportRoutes,
];

const managedSettings = guarded(
  [beta('ce-claude-code-managed-settings-2026-10-06'), enterpriseBeta],
  [...managedSettingsConfigurationRoutes, ...managedSettingsDefaultRoutes, ...managedSettingsGroupRoutes],
);

const plugins = guarded(
  [beta('ce-plugins-2026-09-01'), enterpriseBeta],
  [
    ...pluginRoutes,
    ...pluginVersionRoutes,
    ...installationSettingRoutes,
    ...pluginShareRoutes,
    ...pluginMarketplaceRoutes,
  ],
);

const claudeTag = guarded(
  [beta('experimental-claude-tag-2026-10-21'), organizationKeyOnly],
  [...tagBundleRoutes, ...bundleTargetRoutes, ...slackChannelRoutes, ...slackWorkspaceRoutes],
);

/** What organisations of Claude Enterprise have for themselves. */
export const enterpriseRoutes: readonly Route[] = [
  ...guarded([enterpriseOnly], [...access, ...limits, ...analytics, ...complianceReviewRoutes]),
  ...managedSettings,
  ...plugins,
  ...claudeTag,
];
