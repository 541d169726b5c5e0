import type { Route } from '../route.ts';
import { organizationRoutes } from './organization.ts';
import { reportRoutes } from './report-routes.ts';
import { userRoutes } from './users.ts';

/** Every path of the Admin API. */
export const anthropicRoutes: readonly Route[] = [...organizationRoutes, ...userRoutes, ...reportRoutes];
