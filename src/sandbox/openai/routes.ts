import type { Route } from '../engine/route.ts';
import { adminApiKeyRoutes } from './admin-api-keys/routes.ts';
import { auditLogRoutes } from './audit-logs.ts';
import { certificateRoutes } from './certificates.ts';
import { costRoutes } from './costs.ts';
import { dataRetentionRoutes } from './data-retention.ts';
import { externalKeyRoutes } from './external-keys.ts';
import { externalStorageRoutes } from './external-storage.ts';
import { groupRoleRoutes } from './groups/roles.ts';
import { groupRoutes } from './groups/routes.ts';
import { groupUserRoutes } from './groups/users/routes.ts';
import { inviteRoutes } from './invites.ts';
import { projectApiKeyRoutes } from './projects/api-keys.ts';
import { projectCertificateRoutes } from './projects/certificates.ts';
import { projectDataRetentionRoutes } from './projects/data-retention.ts';
import { projectGroupRoleRoutes } from './projects/groups/roles.ts';
import { projectGroupRoutes } from './projects/groups/routes.ts';
import { hostedToolRoutes } from './projects/hosted-tool-permissions.ts';
import { modelPermissionRoutes } from './projects/model-permissions.ts';
import { rateLimitRoutes } from './projects/rate-limits.ts';
import { projectRoleRoutes } from './projects/roles.ts';
import { projectRoutes } from './projects/routes.ts';
import { serviceAccountKeyRoutes } from './projects/service-accounts/api-keys.ts';
import { serviceAccountRoutes } from './projects/service-accounts/routes.ts';
import { serviceTierRoutes } from './projects/service-tier-settings.ts';
import { projectSpendAlertRoutes } from './projects/spend-alerts.ts';
import { projectSpendLimitRoutes } from './projects/spend-limit.ts';
import { projectUserRoleRoutes } from './projects/users/roles.ts';
import { projectUserRoutes } from './projects/users/routes.ts';
import { roleRoutes } from './roles/routes.ts';
import { spendAlertRoutes } from './spend-alerts.ts';
import { spendLimitRoutes } from './spend-limit.ts';
import { usageRoutes } from './usage/services.ts';
import { userRoleRoutes } from './users/roles.ts';
import { userRoutes } from './users/routes.ts';
import { identityRuleRoutes } from './workload-identity-providers/federation-rules.ts';
import { identityProviderRoutes } from './workload-identity-providers/routes.ts';

/** Every path of the administration plane. */
export const openaiRoutes: readonly Route[] = [
  ...adminApiKeyRoutes,
  ...userRoutes,
  ...userRoleRoutes,
  ...inviteRoutes,
  ...groupRoutes,
  ...groupUserRoutes,
  ...groupRoleRoutes,
  ...roleRoutes,
  ...projectRoutes,
  ...projectUserRoutes,
  ...projectUserRoleRoutes,
  ...projectGroupRoutes,
  ...projectGroupRoleRoutes,
  ...projectRoleRoutes,
  ...serviceAccountRoutes,
  ...serviceAccountKeyRoutes,
  ...projectApiKeyRoutes,
  ...rateLimitRoutes,
  ...projectCertificateRoutes,
  ...certificateRoutes,
  ...auditLogRoutes,
  ...dataRetentionRoutes,
  ...projectDataRetentionRoutes,
  ...spendLimitRoutes,
  ...projectSpendLimitRoutes,
  ...spendAlertRoutes,
  ...projectSpendAlertRoutes,
  ...modelPermissionRoutes,
  ...hostedToolRoutes,
  ...serviceTierRoutes,
  ...externalKeyRoutes,
  ...externalStorageRoutes,
  ...identityProviderRoutes,
  ...identityRuleRoutes,
  ...usageRoutes,
  ...costRoutes,
];
