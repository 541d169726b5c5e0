import type { Route } from '../engine/route.ts';
import { analyticsCostRoutes } from './analytics/cost.ts';
import { analyticsCostReportRoutes } from './analytics/cost-report.ts';
import { analyticsUsageRoutes } from './analytics/usage.ts';
import { analyticsUsageReportRoutes } from './analytics/usage-report.ts';
import { userCostReportRoutes } from './analytics/user-cost-report.ts';
import { userUsageReportRoutes } from './analytics/user-usage-report.ts';
import { costReportRoutes } from './cost-report.ts';
import { claudeCodeUsageRoutes } from './usage-report/claude-code.ts';
import { messagesUsageRoutes } from './usage-report/messages.ts';

/** Every report of usage and cost. */
export const reportRoutes: readonly Route[] = [
  ...messagesUsageRoutes,
  ...claudeCodeUsageRoutes,
  ...costReportRoutes,
  ...analyticsUsageRoutes,
  ...analyticsCostRoutes,
  ...analyticsUsageReportRoutes,
  ...analyticsCostReportRoutes,
  ...userUsageReportRoutes,
  ...userCostReportRoutes,
];
