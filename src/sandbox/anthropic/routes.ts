import type { Route } from '../route.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { inviteRoutes } from './invites.ts';
import { organizationRoutes } from './organization.ts';
import { reportRoutes } from './report-routes.ts';
import { userRoutes } from './users.ts';
import { workspaceMemberRoutes } from './workspaces/members.ts';
import { workspaceRoutes } from './workspaces.ts';

/** Every path of the Admin API. */
export const anthropicRoutes: readonly Route[] = [
  ...organizationRoutes,
  ...userRoutes,
  ...inviteRoutes,
  ...workspaceRoutes,
  ...workspaceMemberRoutes,
  ...apiKeyRoutes,
  ...reportRoutes,
];
