import { z } from 'zod';
import { del, get, post, type Route } from '../../../engine/route.ts';
import { ordered, orderField, pageByNext, pagingFields } from '../../paging.ts';
import { present } from '../../refuse.ts';
import { userOf } from '../../users/record.ts';
import { editableGroup, groupOf } from '../record.ts';
import { groupMembers } from './record.ts';

export const groupUserRoutes: readonly Route[] = [
  get(
    '/organization/groups/{group_id}/users',
    { query: z.strictObject({ ...pagingFields({ least: 0, most: 1000, usual: 100 }), ...orderField('desc') }) },
    ({ store, query, params: { group_id } }) => {
      groupOf(store, group_id);
      const members = store.in(groupMembers).where((member) => member.group_id === group_id);
      const page = pageByNext(ordered(members, query.order), query, (member) => member.user_id);
      return { ...page, data: page.data.map(({ user_id }) => pickNames(userOf(store, user_id))) };
    },
  ),

  post('/organization/groups/{group_id}/users', { body: z.strictObject({ user_id: z.string() }) }, (call) => {
    const { store, clock, body } = call;
    const group = editableGroup(store, call.params.group_id);
    const user = userOf(store, body.user_id);
    const key = `${group.id} ${user.id}`;
    if (!store.in(groupMembers).has(key)) {
      store.in(groupMembers).add({ group_id: group.id, user_id: user.id, created_at: clock.seconds() });
    }
    return { object: 'group.user', user_id: user.id, group_id: group.id };
  }),

  get('/organization/groups/{group_id}/users/{user_id}', {}, ({ store, params: { group_id, user_id } }) => {
    groupOf(store, group_id);
    present(store.in(groupMembers).get(`${group_id} ${user_id}`), 'group member', user_id);
    const user = userOf(store, user_id);
    const is_service_account = user.is_service_account ?? false;
    return { ...pickNames(user), picture: null, is_service_account, user_type: 'user' };
  }),

  del('/organization/groups/{group_id}/users/{user_id}', {}, (call) => {
    const { store } = call;
    const { group_id, user_id } = call.params;
    editableGroup(store, group_id);
    present(store.in(groupMembers).get(`${group_id} ${user_id}`), 'group member', user_id);
    store.in(groupMembers).remove(`${group_id} ${user_id}`);
    return { object: 'group.user.deleted', deleted: true };
  }),
];

function pickNames({ id, name, email }: { id: string; name: string; email: string }) {
  return { id, name, email };
}
