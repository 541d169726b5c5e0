import { guarded, type Route } from '../engine/route.ts';
import { analyticsCostRoutes } from './analytics/cost.ts';
import { analyticsUsageRoutes } from './analytics/usage.ts';
import { complianceSettingsRoutes } from './compliance-settings.ts';
import { consoleRoutes } from './console-routes.ts';
import { enterpriseRoutes } from './enterprise-routes.ts';
import { beta } from './guards.ts';
import { inviteRoutes } from './invites.ts';
import { organizationRoutes } from './organization/routes.ts';
import { spendLimitRoutes } from './spend-limits/routes.ts';
import { userRoutes } from './users/routes.ts';

/** What both kinds of organisation have. */
const sharedRoutes: readonly Route[] = [
  ...organizationRoutes,
  ...userRoutes,
  ...inviteRoutes,
  ...complianceSettingsRoutes,
  ...spendLimitRoutes,
  ...guarded([beta('analytics-usage-cost-2026-08-24', 400)], [...analyticsUsageRoutes, ...analyticsCostRoutes]),
];

/** Every path of the Admin API. Who may ask is said where the routes are put together, not in each of them. */
export const anthropicRoutes: readonly Route[] = [...sharedRoutes, ...consoleRoutes, ...enterpriseRoutes];
