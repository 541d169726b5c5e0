import { z } from 'zod';
import { listOf } from '../parameters.ts';
import { del, get, post, type Route } from '../route.ts';
import { collection } from '../store.ts';
import { organization } from './organization.ts';
import { idPagingFields, pageById } from './paging.ts';
import { badRequest, present } from './refuse.ts';

export const roles = [
  'admin',
  'billing',
  'claude_code_user',
  'developer',
  'managed',
  'membership_admin',
  'owner',
  'primary_owner',
  'user',
] as const;
export type Role = (typeof roles)[number];

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly added_at: string;
}

export const users = collection<User>('users');

/** Roles that a person gets and loses in the provider's own pages only. */
const protectedRoles: readonly Role[] = ['admin', 'owner', 'primary_owner', 'membership_admin'];

const assignable: Readonly<Record<'console' | 'enterprise', readonly Role[]>> = {
  console: ['user', 'developer', 'billing', 'claude_code_user'],
  enterprise: ['user', 'managed'],
};

export const userRoutes: readonly Route[] = [
  get(
    '/v1/organizations/users',
    {
      query: z.strictObject({
        ...idPagingFields(),
        email: z.string().optional(),
        roles: listOf(z.enum(roles)).optional(),
      }),
    },
    ({ store, query }) => {
      const matching = store
        .in(users)
        .where(
          (user) =>
            (query.email === undefined || sameAddress(user.email, query.email)) &&
            (query.roles === undefined || query.roles.includes(user.role)),
        );
      const page = pageById([...matching].reverse(), query, (user) => user.id);
      return { ...page, data: page.data.map(wire) };
    },
  ),

  get('/v1/organizations/users/{user_id}', {}, ({ store, params: { user_id } }) =>
    wire(present(store.in(users).get(user_id), 'User', user_id)),
  ),

  post(
    '/v1/organizations/users/{user_id}',
    { body: z.strictObject({ role: z.enum(roles) }) },
    ({ store, params: { user_id }, body }) => {
      const user = present(store.in(users).get(user_id), 'User', user_id);
      const { plane } = store.read(organization);
      if (!assignable[plane].includes(body.role)) throw badRequest(`role: ${body.role} cannot be set through the API`);
      if (protectedRoles.includes(user.role)) {
        throw badRequest(`The role of a member with the role ${user.role} cannot be changed through the API.`);
      }
      return wire(store.in(users).change(user_id, { role: body.role }));
    },
  ),

  del('/v1/organizations/users/{user_id}', {}, ({ store, params: { user_id } }) => {
    const user = present(store.in(users).get(user_id), 'User', user_id);
    if (store.in(users).size === 1) {
      throw badRequest('The last member of an organization cannot be removed.', 'cannot_remove_last_member');
    }
    if (protectedRoles.includes(user.role)) {
      throw badRequest(`A member with the role ${user.role} cannot be removed through the API.`);
    }
    store.in(users).remove(user_id);
    return { id: user_id, type: 'user_deleted' };
  }),
];

/** Addresses are compared without case and without what follows a plus sign. */
export function sameAddress(a: string, b: string): boolean {
  return normalised(a) === normalised(b);
}

function normalised(email: string): string {
  return email.toLowerCase().replace(/\+[^@]*@/, '@');
}

function wire(user: User) {
  return { type: 'user', ...user };
}
