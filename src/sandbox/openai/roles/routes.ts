import { z } from 'zod';
import { type Call, del, get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { audit } from '../audit.ts';
import { organization } from '../organization.ts';
import { orderField, pageByNext, pagingFields } from '../paging.ts';
import { badRequest } from '../refuse.ts';
import { roleAssignments } from '../role-assignments/record.ts';
import { type Role, roleOf, roles, wireRole } from './record.ts';

const listQuery = z.strictObject({
  ...pagingFields({ least: 0, most: 1000, usual: 1000 }),
  ...orderField('asc'),
});

const createBody = z.strictObject({
  role_name: z.string().min(1),
  permissions: z.array(z.string()),
  description: z.string().nullish(),
});

const updateBody = z.strictObject({
  role_name: z.string().min(1).nullish(),
  permissions: z.array(z.string()).nullish(),
  description: z.string().nullish(),
});

/** What has roles of its own: the organisation, or a project. */
interface Resource {
  readonly path: string;
  readonly type: Role['resource_type'];
  /** Its id, from what a request names. Refuses one that is not there. */
  readonly idOf: (call: Pick<Call, 'store' | 'params'>) => string;
  /** What the ids of its custom roles begin with. */
  readonly prefixOf: (id: string) => string;
}

export function roleRoutesOf({ path, type, idOf, prefixOf }: Resource): readonly Route[] {
  const one = `${path}/{role_id}` as const;
  return [
    get(path, { query: listQuery }, (call) => {
      const id = idOf(call);
      const found = call.store.in(roles).where((role) => role.resource_id === id);
      const page = pageByNext(call.query.order === 'asc' ? found : [...found].reverse(), call.query, (role) => role.id);
      return { ...page, data: page.data.map(wireRole) };
    }),

    post(path, { body: createBody }, (call) => {
      const { store, body, clock } = call;
      const id = idOf(call);
      refuseTakenName(store, body.role_name, id);
      refuseAdministration(body.permissions);
      const role = store.in(roles).add({
        id: store.newHexId(prefixOf(id), 32),
        name: body.role_name,
        description: body.description ?? null,
        permissions: body.permissions,
        resource_type: type,
        resource_id: id,
        predefined_role: false,
        created_at: clock.seconds(),
      });
      audit(call, 'role.created', {
        id: role.id,
        role_name: role.name,
        permissions: role.permissions,
        resource_type: type,
        resource_id: id,
      });
      return wireRole(role);
    }),

    get(one, {}, (call) => wireRole(roleOf(call.store, call.params.role_id, idOf(call)))),

    post(one, { body: updateBody }, (call) => {
      const { store, body } = call;
      const role = roleOf(store, call.params.role_id, idOf(call));
      refusePredefined(role);
      if (body.role_name && body.role_name !== role.name) refuseTakenName(store, body.role_name, role.resource_id);
      const permissions = body.permissions ?? role.permissions;
      refuseAdministration(permissions);
      const changed = store.in(roles).change(role.id, {
        name: body.role_name ?? role.name,
        permissions,
        ...(body.description !== undefined && { description: body.description }),
      });
      audit(call, 'role.updated', { id: role.id, changes_requested: changesOf(role, changed) });
      return wireRole(changed);
    }),

    del(one, {}, (call) => {
      const { store } = call;
      const role = roleOf(store, call.params.role_id, idOf(call));
      refusePredefined(role);
      if (store.in(roleAssignments).find((assignment) => assignment.role_id === role.id)) {
        throw badRequest('This role is still assigned and cannot be deleted.');
      }
      store.in(roles).remove(role.id);
      audit(call, 'role.deleted', { id: role.id });
      return { object: 'role.deleted', id: role.id, deleted: true };
    }),
  ];
}

export const roleRoutes: readonly Route[] = roleRoutesOf({
  path: '/organization/roles',
  type: 'api.organization',
  idOf: ({ store }) => store.read(organization).id,
  prefixOf: () => 'role_',
});

function changesOf(before: Role, after: Role) {
  return {
    role_name: after.name,
    resource_id: before.resource_id,
    resource_type: before.resource_type,
    permissions_added: after.permissions.filter((each) => !before.permissions.includes(each)),
    permissions_removed: before.permissions.filter((each) => !after.permissions.includes(each)),
    description: after.description,
  };
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
