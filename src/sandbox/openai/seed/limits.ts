import type { Store } from '../../engine/store.ts';
import { organizationLimits } from '../projects/organization-limits.ts';
import { rateLimits } from '../projects/rate-limits.ts';
import type { Project } from '../projects/record.ts';

/** Projects that are not to get in the way of the product, and the part of each model that they may use. */
const smallProjects: Readonly<Record<string, number>> = { Staging: 0.1, Evaluation: 0.25, Research: 0.25 };
const models = ['gpt-6.2-sol', 'gpt-6-luna'];

export function seedLimits(store: Store, projects: readonly Project[]): void {
  for (const { id, name } of projects) {
    const part = smallProjects[name];
    if (part === undefined) continue;
    for (const model of models) {
      const limits = Object.entries(organizationLimits[model] ?? {}).map(([limit, most]) => [limit, most * part]);
      store.in(rateLimits).add({ project_id: id, model, limits: Object.fromEntries(limits) });
    }
  }
}
