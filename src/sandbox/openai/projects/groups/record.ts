import { collection, type Store } from '../../../engine/store.ts';
import { groupMembers } from '../../groups/users/record.ts';

/** A group's access to a project. Which roles it has there is kept with the role assignments. */
export interface ProjectGroup {
  readonly project_id: string;
  readonly group_id: string;
  readonly created_at: number;
}

export const projectGroups = collection<ProjectGroup>(
  'project_groups',
  ({ project_id, group_id }) => `${project_id} ${group_id}`,
);

/** Whether one of the person's groups has access to the project. */
export function hasGroupAccess(store: Store, projectId: string, userId: string): boolean {
  const found = store.in(projectGroups).where((access) => access.project_id === projectId);
  return found.some(({ group_id }) => store.in(groupMembers).has(`${group_id} ${userId}`));
}
