import { hex } from '../../../internal/hash.ts';
import type { PluginOptions } from '../../engine/plugin.ts';
import type { Store } from '../../engine/store.ts';
import { seedEnterpriseDemand } from '../demand-enterprise.ts';
import { organization } from '../organization/record.ts';
import type { Role } from '../users/record.ts';
import { seedEnterpriseAccess } from './enterprise-access.ts';
import { seedSpendLimits } from './enterprise-limits.ts';
import { seedPlugins } from './enterprise-plugins.ts';
import { seedReviews } from './enterprise-reviews.ts';
import { seedManagedSettings } from './enterprise-settings.ts';
import { seedClaudeTag } from './enterprise-tag.ts';
import { seedPeople } from './people.ts';

const standardPeople = 40;

/** The Claude Enterprise organisation of the same company. */
export function seedEnterprise(store: Store, options: PluginOptions): void {
  const { seed, scale, clock } = options;
  store.write(organization, {
    id: `c2a8e4d1-0b7f-4c35-8e92-${hex(12, seed, 'enterprise-organization')}`,
    name: 'Northwind Labs',
    plane: 'enterprise',
    default_workspace_id: null,
  });
  const now = clock.now();
  const members = seedPeople(store, { seed, count: standardPeople * scale, now, salt: 'enterprise-user', roleOf });
  seedEnterpriseDemand(store, options);
  const groups = seedEnterpriseAccess(store, { seed, now, members });
  seedSpendLimits(store, { now, members, groups });
  seedManagedSettings(store, seed, now, groups);
  seedPlugins(store, { seed, now, members, groups });
  seedClaudeTag(store, now);
  seedReviews(store, seed, now);
}

function roleOf(index: number): Role {
  if (index === 0) return 'primary_owner';
  if (index < 3) return 'owner';
  if (index === 3) return 'membership_admin';
  return index % 6 === 5 ? 'managed' : 'user';
}
