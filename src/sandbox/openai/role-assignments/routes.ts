import { z } from 'zod';
import { type Call, del, get, type PathParameters, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { audit } from '../audit.ts';
import { groupMembers } from '../groups/users/record.ts';
import { pageByNext, pagingFields } from '../paging.ts';
import { present } from '../refuse.ts';
import { roleOf, roles, wireRole } from '../roles/record.ts';
import { assignmentDetails, assignRole, type RoleAssignment, roleAssignments } from './record.ts';

/** Where assignments live: who has them, and which resource their roles belong to. */
interface Place<Path extends string> {
  readonly path: Path;
  readonly principalType: RoleAssignment['principal_type'];
  /** Finds the person or group that the path names, or refuses. */
  readonly principal: (call: Call<PathParameters<Path>>) => { readonly id: string; readonly wire: object };
  readonly resourceId: (call: Call<PathParameters<Path>>) => string;
}

/** The four calls that each kind of assignment has, under the path of its principal. */
export function assignmentRoutes<Path extends string>(place: Place<Path>): readonly Route[] {
  const { path, principalType, principal, resourceId } = place;
  const object = `${principalType}.role`;
  const at = (call: Call) => call as unknown as Call<PathParameters<Path>>;
  const one = `${path}/{role_id}` as const;
  return [
    get(
      path,
      {
        query: z.strictObject({
          ...pagingFields({ least: 0, most: 1000, usual: 1000 }),
          order: z.enum(['asc', 'desc']).default('asc'),
        }),
      },
      (call) => {
        const { store, query } = call;
        const assigned = assignedRoles(store, principal(at(call)).id, principalType, resourceId(at(call)));
        return pageByNext(query.order === 'asc' ? assigned : assigned.reverse(), query, (role) => role.id);
      },
    ),
    post(path, { body: z.strictObject({ role_id: z.string() }) }, (call) => {
      const { store, body } = call;
      const { id, wire } = principal(at(call));
      const role = roleOf(store, body.role_id, resourceId(at(call)));
      assignRole(call, role, id, principalType);
      return { object, [principalType]: wire, role: wireRole(role) };
    }),
    get(one, {}, (call) => {
      const { id } = principal(at(call));
      const role = roleOf(call.store, roleIdOf(call), resourceId(at(call)));
      const assigned = assignedRoles(call.store, id, principalType, role.resource_id);
      return present(
        assigned.find((each) => each.id === role.id),
        'role assignment',
        role.id,
      );
    }),
    del(one, {}, (call) => {
      const { id } = principal(at(call));
      const role = roleOf(call.store, roleIdOf(call), resourceId(at(call)));
      present(call.store.in(roleAssignments).get(`${id} ${role.id}`), 'role assignment', role.id);
      call.store.in(roleAssignments).remove(`${id} ${role.id}`);
      audit(call, 'role.assignment.deleted', assignmentDetails(role, id, principalType));
      return { object: `${object}.deleted`, deleted: true };
    }),
  ];
}

function roleIdOf(call: Call): string {
  return (call.params as Readonly<Record<string, string>>)['role_id'] ?? '';
}

/** The roles that a principal has itself, and for a person those that come from groups. */
function assignedRoles(store: Store, principalId: string, principalType: string, resourceId: string) {
  const groups =
    principalType === 'user' ? store.in(groupMembers).where((member) => member.user_id === principalId) : [];
  const principals = [principalId, ...groups.map((member) => member.group_id)];
  const assignments = store.in(roleAssignments).where((each) => principals.includes(each.principal_id));
  const byRole = Map.groupBy(assignments, (assignment) => assignment.role_id);
  return [...byRole].flatMap(([roleId, sources]) => {
    const role = store.in(roles).get(roleId);
    if (role?.resource_id !== resourceId) return [];
    return [
      {
        ...withoutObject(wireRole(role)),
        created_at: sources[0]?.created_at ?? null,
        updated_at: sources[0]?.created_at ?? null,
        created_by: null,
        created_by_user_obj: null,
        metadata: null,
        assignment_sources: sources.map(({ principal_id, principal_type }) => ({ principal_id, principal_type })),
      },
    ];
  });
}

function withoutObject({ object: _object, ...role }: ReturnType<typeof wireRole>) {
  return role;
}
