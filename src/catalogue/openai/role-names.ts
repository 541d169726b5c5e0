import type { Power } from '../define.ts';

/** True for the predefined role that commands the organisation. Its id may carry a suffix that names the organisation. */
export function isOwnerRole(roleId: string | null | undefined): boolean {
  return /^role[-_]api-organization-owner(?:__|$)/.test(roleId ?? '');
}

/** Permissions with which a role can make itself, or whoever holds it, an owner. */
const commanding = /^api\.(?:all|(?:management|organization|groups)(?:\.\w+)*\.write)$|^\*$/;

export function commandsOrganization(permissions: readonly string[] | null | undefined): string | undefined {
  const found = permissions?.find((each) => commanding.test(each));
  return found === undefined ? undefined : `the permission ${found}`;
}

/** What a role that is there already can do. */
export function powerOfRole(roleId: string): Power {
  return {
    read: { id: 'openai.roles.get', input: { role_id: roleId } },
    given: ({ permissions }) => commandsOrganization(permissions),
  };
}
