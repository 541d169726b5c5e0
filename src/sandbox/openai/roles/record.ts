import { collection, type Store } from '../../engine/store.ts';
import { present } from '../refuse.ts';

/** A role of the organisation, or of one project. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly permissions: readonly string[];
  readonly resource_type: 'api.organization' | 'api.project';
  /** The organisation's id, or the project's. */
  readonly resource_id: string;
  readonly predefined_role: boolean;
  readonly created_at: number;
}

export const roles = collection<Role>('roles');

/** A role of the resource, by its id or, where it is built in, by the short form of it. */
export function roleOf(store: Store, id: string, resourceId: string): Role {
  const role = store.in(roles).get(longId(id, resourceId));
  return present(role?.resource_id === resourceId ? role : undefined, 'role', id);
}

function longId(id: string, resourceId: string): string {
  const [, kind] = /^role-api-(organization|project)-[a-z]+$/.exec(id) ?? [];
  return kind === undefined ? id : `${id}__api-${kind}__${resourceId}`;
}

export function wireRole({ id, name, description, permissions, resource_type, predefined_role }: Role) {
  return { object: 'role', id, name, description, permissions, resource_type, predefined_role };
}
