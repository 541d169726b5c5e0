import type { Route } from '../route.ts';
import { adminApiKeyRoutes } from './admin-api-keys.ts';
import { auditLogRoutes } from './audit-logs.ts';
import { certificateRoutes } from './certificates.ts';
import { costRoutes } from './costs.ts';
import { groupRoleRoutes } from './groups/roles.ts';
import { groupUserRoutes } from './groups/users.ts';
import { groupRoutes } from './groups.ts';
import { inviteRoutes } from './invites.ts';
import { projectApiKeyRoutes } from './projects/api-keys.ts';
import { projectCertificateRoutes } from './projects/certificates.ts';
import { projectGroupRoleRoutes } from './projects/groups/roles.ts';
import { projectGroupRoutes } from './projects/groups.ts';
import { rateLimitRoutes } from './projects/rate-limits.ts';
import { projectRoleRoutes } from './projects/roles.ts';
import { serviceAccountKeyRoutes } from './projects/service-accounts/api-keys.ts';
import { serviceAccountRoutes } from './projects/service-accounts.ts';
import { projectUserRoleRoutes } from './projects/users/roles.ts';
import { projectUserRoutes } from './projects/users.ts';
import { projectRoutes } from './projects.ts';
import { roleRoutes } from './roles.ts';
import { usageRoutes } from './usage/services.ts';
import { userRoleRoutes } from './users/roles.ts';
import { userRoutes } from './users.ts';

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
  ...usageRoutes,
  ...costRoutes,
];
