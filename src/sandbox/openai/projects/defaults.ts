import type { Store } from '../../engine/store.ts';
import { type Role, roles } from '../roles/record.ts';
import type { Project } from './record.ts';

const builtInRoles: readonly (Pick<Role, 'name' | 'description' | 'permissions'> & { readonly word: string })[] = [
  {
    word: 'owner',
    name: 'Owner',
    description: 'Manages the project',
    permissions: ['api.project.read', 'api.groups.read', 'api.groups.write', 'api.model.read', 'api.model.request'],
  },
  {
    word: 'member',
    name: 'Member',
    description: 'Uses the project',
    permissions: ['api.project.read', 'api.groups.read', 'api.groups.write', 'api.model.read', 'api.model.request'],
  },
  {
    word: 'viewer',
    name: 'Viewer',
    description: 'Sees the project',
    permissions: ['api.project.read', 'api.model.read'],
  },
];

/** What every project has from its first moment: the built-in roles. */
export function addProjectDefaults(store: Store, { id, created_at }: Pick<Project, 'id' | 'created_at'>): void {
  for (const { word, ...role } of builtInRoles) {
    store.in(roles).add({
      id: `role-api-project-${word}__api-project__${id}`,
      ...role,
      resource_type: 'api.project',
      resource_id: id,
      predefined_role: true,
      created_at,
    });
  }
}
