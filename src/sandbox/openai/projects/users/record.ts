import { collection } from '../../../engine/store.ts';

export interface ProjectUser {
  readonly project_id: string;
  readonly user_id: string;
  readonly role: string;
  readonly added_at: number;
}

export const projectUsers = collection<ProjectUser>(
  'project_users',
  ({ project_id, user_id }) => `${project_id} ${user_id}`,
);
