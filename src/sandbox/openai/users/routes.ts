import { z } from 'zod';
import { lastUses } from '../../demand/last-use.ts';
import type { Clock } from '../../engine/clock.ts';
import { listOf } from '../../engine/parameters.ts';
import { type Call, del, get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { audit } from '../audit.ts';
import { groupMembers } from '../groups/users/record.ts';
import { organization } from '../organization.ts';
import { pageById, pagingFields } from '../paging.ts';
import { projectUsers } from '../projects/users/record.ts';
import { badRequest } from '../refuse.ts';
import { assignRole, roleAssignments } from '../role-assignments/record.ts';
import { type Role, roleOf } from '../roles/record.ts';
import { later, type User, userOf, users } from './record.ts';

export const userRoutes: readonly Route[] = [
  get(
    '/organization/users',
    {
      query: z.strictObject({ ...pagingFields({ most: 100, usual: 20 }), emails: listOf(z.string()).optional() }),
    },
    ({ store, query, clock }) => {
      const { emails } = query;
      const matching = emails ? store.in(users).where((user) => emails.includes(user.email)) : store.in(users).all();
      const page = pageById(matching, query);
      return { ...page, data: wires(store, page.data, clock) };
    },
  ),

  get('/organization/users/{user_id}', {}, ({ store, clock, params: { user_id } }) =>
    wire(store, userOf(store, user_id), clock),
  ),

  post(
    '/organization/users/{user_id}',
    {
      body: z.strictObject({
        role: z.enum(['owner', 'reader']).nullish(),
        role_id: z.string().nullish(),
        technical_level: z.string().nullish(),
        developer_persona: z.string().nullish(),
      }),
    },
    (call) => {
      const { store, body } = call;
      const user = userOf(store, call.params.user_id);
      const given = body.role_id ? roleOf(store, body.role_id, store.read(organization).id) : undefined;
      const role = body.role ?? (given && builtInName(given)) ?? user.role;
      if (role !== 'owner') keepOneOwner(store, user);
      const changed = store.in(users).change(user.id, {
        role,
        ...(body.technical_level !== undefined && { technical_level: body.technical_level }),
        ...(body.developer_persona !== undefined && { developer_persona: body.developer_persona }),
      });
      if (given && !given.predefined_role) assignRole(call, given, user.id, 'user');
      audit(call, 'user.updated', { id: user.id, changes_requested: body.role || given ? { role } : {} });
      return wire(store, changed, call.clock);
    },
  ),

  del('/organization/users/{user_id}', {}, (call) => {
    const { store } = call;
    const user = userOf(store, call.params.user_id);
    keepOneOwner(store, user);
    removeUser(call, user);
    return { object: 'organization.user.deleted', id: user.id, deleted: true };
  }),
];

/** Access ends with membership; project keys stay, their owner's access reads as inactive. */
function removeUser(call: Call, user: User): void {
  const { store } = call;
  store.in(users).remove(user.id);
  store.in(projectUsers).removeWhere((member) => member.user_id === user.id);
  store.in(groupMembers).removeWhere((member) => member.user_id === user.id);
  store.in(roleAssignments).removeWhere((assignment) => assignment.principal_id === user.id);
  audit(call, 'user.deleted', { id: user.id });
}

function keepOneOwner(store: Store, user: User): void {
  if (user.role !== 'owner') return;
  if (store.in(users).where((each) => each.role === 'owner').length > 1) return;
  throw badRequest('An organization must keep at least one owner.', { param: 'role' });
}

/** The short name of a built-in role, which a person has one of. Other roles come on top of it. */
function builtInName({ id, predefined_role }: Role): User['role'] | undefined {
  if (!predefined_role) return undefined;
  return id.startsWith('role-api-organization-owner') ? 'owner' : 'reader';
}

function wire(store: Store, user: User, clock: Clock) {
  return wires(store, [user], clock)[0];
}

/** Whose keys are in use used one a moment ago. */
function wires(store: Store, people: readonly User[], clock: Clock) {
  const used = lastUses(store, 'user_id', new Set(people.map(({ id }) => id)), clock.now());
  return people.map((user) => shownAs(user, later(user.api_key_last_used_at, used.get(user.id))));
}

function shownAs(user: User, lastUsedAt: number | null) {
  return {
    object: 'organization.user',
    ...user,
    api_key_last_used_at: lastUsedAt,
    created: user.added_at,
    is_default: false,
    is_service_account: user.is_service_account ?? false,
    is_scim_managed: false,
    is_scale_tier_authorized_purchaser: null,
    user: {
      object: 'user',
      id: user.id,
      email: user.email,
      name: user.name,
      picture: null,
      enabled: true,
      banned: false,
      banned_at: null,
    },
  };
}
