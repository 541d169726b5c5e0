import { z } from 'zod';
import { del, get, post, type Route } from '../../../engine/route.ts';
import type { Store } from '../../../engine/store.ts';
import { audit } from '../../audit.ts';
import { pageById, pagingFields } from '../../paging.ts';
import { badRequest, present } from '../../refuse.ts';
import { endAssignments } from '../../role-assignments/record.ts';
import { userOf, users } from '../../users/record.ts';
import { activeProject, isDefault } from '../record.ts';
import { type ProjectUser, projectUsers } from './record.ts';

export const projectUserRoutes: readonly Route[] = [
  get(
    '/organization/projects/{project_id}/users',
    { query: z.strictObject(pagingFields({ most: 100, usual: 20 })) },
    ({ store, query, params: { project_id } }) => {
      activeProject(store, project_id);
      const members = store.in(projectUsers).where((member) => member.project_id === project_id);
      return pageById(
        members.map((member) => wire(store, member)),
        query,
      );
    },
  ),

  post(
    '/organization/projects/{project_id}/users',
    {
      body: z.strictObject({
        user_id: z.string().nullish(),
        email: z.email().nullish(),
        role: z.string().min(1),
      }),
    },
    (call) => {
      const { store, body, clock } = call;
      const project = activeProject(store, call.params.project_id);
      if (isDefault(store, project)) throw badRequest('Members cannot be added to the default project directly.');
      const user = body.user_id
        ? userOf(store, body.user_id)
        : store.in(users).find((each) => each.email.toLowerCase() === body.email?.toLowerCase());
      if (!user)
        throw badRequest("One of 'user_id' and 'email' must name a member of the organization.", { param: 'user_id' });
      if (store.in(projectUsers).has(`${project.id} ${user.id}`)) {
        throw badRequest(`User ${user.id} already exists in project ${project.id}.`);
      }
      const member = store.in(projectUsers).add({
        project_id: project.id,
        user_id: user.id,
        role: projectRole(body.role, project.id),
        added_at: clock.seconds(),
      });
      audit(call, 'user.added', { id: user.id, data: { role: member.role } }, project);
      return wire(store, member);
    },
  ),

  get('/organization/projects/{project_id}/users/{user_id}', {}, ({ store, params: { project_id, user_id } }) => {
    activeProject(store, project_id);
    return wire(store, memberOf(store, project_id, user_id));
  }),

  post(
    '/organization/projects/{project_id}/users/{user_id}',
    { body: z.strictObject({ role: z.string().min(1).nullish() }) },
    (call) => {
      const { store, body } = call;
      const { project_id, user_id } = call.params;
      const project = activeProject(store, project_id);
      const member = memberOf(store, project_id, user_id);
      const role = body.role ? projectRole(body.role, project_id) : member.role;
      const changed = store.in(projectUsers).change(`${project_id} ${user_id}`, { role });
      audit(call, 'user.updated', { id: project_id, changes_requested: body.role ? { role } : {} }, project);
      return wire(store, changed);
    },
  ),

  del('/organization/projects/{project_id}/users/{user_id}', {}, (call) => {
    const { store } = call;
    const { project_id, user_id } = call.params;
    const project = activeProject(store, project_id);
    memberOf(store, project_id, user_id);
    store.in(projectUsers).remove(`${project_id} ${user_id}`);
    endAssignments(store, project_id, user_id);
    audit(call, 'user.deleted', { id: user_id }, project);
    return { object: 'organization.project.user.deleted', id: user_id, deleted: true };
  }),
];

function memberOf(store: Store, projectId: string, userId: string): ProjectUser {
  return present(store.in(projectUsers).get(`${projectId} ${userId}`), 'project member', userId);
}

const roleNames = ['owner', 'member', 'viewer'];

/** A short name, or the id of a built-in role of the project, short or long. */
function projectRole(text: string, projectId: string): string {
  const name = /^role-api-project-([a-z]+)$/.exec(text.replace(`__api-project__${projectId}`, ''))?.[1] ?? text;
  if (roleNames.includes(name)) return name;
  throw badRequest(`Invalid role '${text}': expected one of ${roleNames.join(', ')}.`, { param: 'role' });
}

function wire(store: Store, { user_id, role, added_at }: ProjectUser) {
  const user = store.in(users).get(user_id);
  return {
    object: 'organization.project.user',
    id: user_id,
    name: user?.name ?? null,
    email: user?.email ?? null,
    role,
    added_at,
  };
}
