import { z } from 'zod';
import { type Call, del, get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { audit } from '../audit.ts';
import { organization } from '../organization.ts';
import { pageByNext, pagingFields } from '../paging.ts';
import { badRequest } from '../refuse.ts';
import { roleAssignments } from '../role-assignments/record.ts';
import { type Role, roleOf, roles, wireRole } from './record.ts';

export const rolePaging = { least: 0, most: 1000, usual: 1000 };

export const roleOrder = z.enum(['asc', 'desc']);

export const roleListQuery = z.strictObject({ ...pagingFields(rolePaging), order: roleOrder.default('asc') });

export const roleCreateBody = z.strictObject({
  role_name: z.string().min(1),
  permissions: z.array(z.string()),
  description: z.string().nullish(),
});

export const roleUpdateBody = z.strictObject({
  role_name: z.string().min(1).nullish(),
  permissions: z.array(z.string()).nullish(),
  description: z.string().nullish(),
});

export const roleRoutes: readonly Route[] = [
  get('/organization/roles', { query: roleListQuery }, ({ store, query }) =>
    listRoles(store, store.read(organization).id, query),
  ),
  post('/organization/roles', { body: roleCreateBody }, (call) =>
    createRole(call, call.body, 'api.organization', call.store.read(organization).id),
  ),
  get('/organization/roles/{role_id}', {}, ({ store, params: { role_id } }) =>
    wireRole(roleOf(store, role_id, store.read(organization).id)),
  ),
  post('/organization/roles/{role_id}', { body: roleUpdateBody }, (call) =>
    updateRole(call, roleOf(call.store, call.params.role_id, call.store.read(organization).id), call.body),
  ),
  del('/organization/roles/{role_id}', {}, (call) =>
    deleteRole(call, roleOf(call.store, call.params.role_id, call.store.read(organization).id)),
  ),
];

export function listRoles(store: Store, resourceId: string, query: z.output<typeof roleListQuery>) {
  const found = store.in(roles).where((role) => role.resource_id === resourceId);
  const page = pageByNext(query.order === 'asc' ? found : [...found].reverse(), query, (role) => role.id);
  return { ...page, data: page.data.map(wireRole) };
}

export function createRole(
  call: Call,
  body: z.output<typeof roleCreateBody>,
  resourceType: Role['resource_type'],
  resourceId: string,
) {
  const { store, clock } = call;
  refuseTakenName(store, body.role_name, resourceId);
  refuseAdministration(body.permissions);
  const prefix = resourceType === 'api.project' ? `role_${resourceId}~` : 'role_';
  const role = store.in(roles).add({
    id: store.newHexId(prefix, 32),
    name: body.role_name,
    description: body.description ?? null,
    permissions: body.permissions,
    resource_type: resourceType,
    resource_id: resourceId,
    predefined_role: false,
    created_at: clock.seconds(),
  });
  audit(call, 'role.created', {
    id: role.id,
    role_name: role.name,
    permissions: role.permissions,
    resource_type: resourceType,
    resource_id: resourceId,
  });
  return wireRole(role);
}

export function updateRole(call: Call, role: Role, body: z.output<typeof roleUpdateBody>) {
  const { store } = call;
  refusePredefined(role);
  if (body.role_name && body.role_name !== role.name) refuseTakenName(store, body.role_name, role.resource_id);
  const permissions = body.permissions ?? role.permissions;
  refuseAdministration(permissions);
  const changed = store.in(roles).change(role.id, {
    name: body.role_name ?? role.name,
    permissions,
    ...(body.description !== undefined && { description: body.description }),
  });
  audit(call, 'role.updated', {
    id: role.id,
    changes_requested: {
      role_name: changed.name,
      resource_id: role.resource_id,
      resource_type: role.resource_type,
      permissions_added: permissions.filter((each) => !role.permissions.includes(each)),
      permissions_removed: role.permissions.filter((each) => !permissions.includes(each)),
      description: changed.description,
    },
  });
  return wireRole(changed);
}

export function deleteRole(call: Call, role: Role) {
  refusePredefined(role);
  if (call.store.in(roleAssignments).find((assignment) => assignment.role_id === role.id)) {
    throw badRequest('This role is still assigned and cannot be deleted.');
  }
  call.store.in(roles).remove(role.id);
  audit(call, 'role.deleted', { id: role.id });
  return { object: 'role.deleted', id: role.id, deleted: true };
}

function refusePredefined(role: Role): void {
  if (role.predefined_role) throw badRequest('Built-in roles cannot be changed or deleted.');
}

/** Administration of the organisation belongs to its owners, whatever roles are made. */
function refuseAdministration(permissions: readonly string[]): void {
  const wrong = permissions.find((each) => each.startsWith('api.management.'));
  if (wrong === undefined) return;
  throw badRequest(`Permission '${wrong}' is not available to custom roles.`, { param: 'permissions' });
}

function refuseTakenName(store: Store, name: string, resourceId: string): void {
  if (!store.in(roles).find((role) => role.resource_id === resourceId && role.name === name)) return;
  throw badRequest(`A role named '${name}' already exists.`, { param: 'role_name' });
}
