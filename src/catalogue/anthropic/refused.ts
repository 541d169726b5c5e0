import type { OperationCall, Refused } from '../define.ts';

/** What Anthropic refuses whoever asks, for the operations that share it. */

/** Members with such a role are made, changed and removed in the provider's own pages alone. */
const protectedRoles: Readonly<Record<string, string>> = {
  admin: 'Console: Settings, Members',
  membership_admin: 'claude.ai: Organization settings, Members',
  owner: 'claude.ai: Organization settings, Members',
  primary_owner: 'claude.ai: Organization settings, Members',
};

export function protectedMember(
  member: { readonly role?: string } | null | undefined,
  what: 'changed' | 'removed' | 'signed out',
): Refused | undefined {
  const role = member?.role ?? '';
  const page = Object.hasOwn(protectedRoles, role) ? protectedRoles[role] : undefined;
  if (page === undefined) return undefined;
  return { reason: `A member with the role ${role} cannot be ${what} through the API.`, page };
}

/** Roles that one kind of organisation has and the other has not. */
const consoleRoles: readonly string[] = ['billing', 'claude_code_user', 'developer'];

/** A member's role tells which kind of organisation it is, where both kinds do not have it. */
export function foreignRole(present: string | undefined, wanted: string): Refused | undefined {
  if (consoleRoles.includes(present ?? '') && wanted === 'managed')
    return { reason: 'Console organizations do not have the role managed.' };
  if (present === 'managed' && consoleRoles.includes(wanted))
    return { reason: `Claude Enterprise organizations do not have the role ${wanted}.` };
  return undefined;
}

type InWorkspace = { readonly input: { readonly workspace_id: string } };

/** The list, since no read of one workspace says whether it is the default one: it stands in the list when asked for only. */
export function workspaceOf({ input: { workspace_id } }: InWorkspace): OperationCall {
  return { id: 'anthropic.workspaces.list', input: { ids: [workspace_id], include_archived: true } };
}

type WorkspaceList = { readonly data: readonly { readonly archived_at: string | null }[] } | null | undefined;

export function archivedWorkspace({ within }: { readonly within: WorkspaceList }): Refused | undefined {
  return isArchived(within?.data[0]) ? goneForGood('workspace') : undefined;
}

export function defaultWorkspace(list: WorkspaceList, reason: string): Refused | undefined {
  return list?.data.length === 0 ? { reason } : undefined;
}

type Archivable = { readonly archived_at?: string | null } | null | undefined;

export function isArchived(thing: Archivable): boolean {
  return typeof thing?.archived_at === 'string';
}

export function archived(thing: Archivable, what: string): Refused | undefined {
  return isArchived(thing) ? goneForGood(what) : undefined;
}

function goneForGood(what: string): Refused {
  return { reason: `The ${what} is archived. What is archived takes no changes, and archiving is final.` };
}

export function keptElsewhere(group: { readonly source_type?: string } | null | undefined): Refused | undefined {
  if (group?.source_type !== 'scim') return undefined;
  return {
    reason: 'The group comes from the identity provider, which alone decides on its name and its members.',
    page: "the identity provider's own pages: groups",
  };
}

/** Scopes of federation rules that the API may give; rules with another one are managed in the Console. */
const scopesForWorkloads: readonly string[] = ['workspace:developer', 'workspace:inference'];

export function consoleRule(rule: { readonly oauth_scope?: string } | null | undefined): Refused | undefined {
  if (rule?.oauth_scope === undefined || scopesForWorkloads.includes(rule.oauth_scope)) return undefined;
  return {
    reason: `A rule with the scope ${rule.oauth_scope} cannot be changed through the API.`,
    page: 'Console: Settings, Workload identity',
  };
}

export function ruleOf({
  input: { federation_rule_id },
}: {
  readonly input: { readonly federation_rule_id: string };
}): OperationCall {
  return { id: 'anthropic.federation.rules.get', input: { federation_rule_id } };
}

type Owned = { readonly owner?: { readonly type: string } } | null | undefined;

export function ofMember(thing: Owned, what: string): Refused | undefined {
  if (thing?.owner?.type !== 'user') return undefined;
  return {
    reason: `The ${what} belongs to a member, and only that member can change it.`,
    page: `claude.ai: Settings, Plugins, as the member`,
  };
}

export function synchronized(marketplace: { readonly source?: string } | null | undefined): Refused | undefined {
  if (marketplace?.source === undefined || marketplace.source === 'manual') return undefined;
  return {
    reason: 'The marketplace is synchronized from a repository, and takes no uploads and no removals.',
    page: 'the repository that the marketplace is synchronized from',
  };
}

export function marketplaceOf(id: string | undefined): OperationCall | undefined {
  return id === undefined ? undefined : { id: 'anthropic.plugin_marketplaces.get', input: { marketplace_id: id } };
}
