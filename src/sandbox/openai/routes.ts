import type { Route } from '../route.ts';
import { adminApiKeyRoutes } from './admin-api-keys.ts';
import { costRoutes } from './costs.ts';
import { inviteRoutes } from './invites.ts';
import { usageRoutes } from './usage/services.ts';

/** Every path of the administration plane. */
export const openaiRoutes: readonly Route[] = [...adminApiKeyRoutes, ...inviteRoutes, ...usageRoutes, ...costRoutes];
