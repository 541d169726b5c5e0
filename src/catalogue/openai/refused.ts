import type { OperationCall, Refused } from '../define.ts';

/** What OpenAI refuses whoever asks, for the operations that share it. */

type Project = { readonly status?: string | null; readonly name?: string | null } | null | undefined;

export function projectOf({
  input: { project_id },
}: {
  readonly input: { readonly project_id: string };
}): OperationCall {
  return { id: 'openai.projects.get', input: { project_id } };
}

export function groupOf({ input: { group_id } }: { readonly input: { readonly group_id: string } }): OperationCall {
  return { id: 'openai.groups.get', input: { group_id } };
}

export function ofArchivedProject({ within }: { readonly within: Project }): Refused | undefined {
  return archivedProject(within);
}

export function archivedProject(project: Project): Refused | undefined {
  if (project?.status !== 'archived') return undefined;
  return {
    reason: 'The project is archived. An archived project can neither be changed nor used, and archiving is final.',
  };
}

/** The project that every organisation begins with. It cannot be renamed, and only its name tells which one it is. */
export function isDefaultProject(project: Project): boolean {
  return project?.name === 'Default project';
}

export function keptElsewhere(group: { readonly is_scim_managed?: boolean } | null | undefined): Refused | undefined {
  if (group?.is_scim_managed !== true) return undefined;
  return {
    reason: 'The group comes from the identity provider, which alone decides on its name and its members.',
    page: "the identity provider's own pages: groups",
  };
}

export function builtIn(role: { readonly predefined_role?: boolean } | null | undefined): Refused | undefined {
  if (role?.predefined_role !== true) return undefined;
  return { reason: 'The role is built in. Only custom roles can be changed or deleted.' };
}
