/** True for the predefined role that commands the organisation. Its id may carry a suffix that names the organisation. */
export function isOwnerRole(roleId: string | null | undefined): boolean {
  return /^role[-_]api-organization-owner(?:__|$)/.test(roleId ?? '');
}
