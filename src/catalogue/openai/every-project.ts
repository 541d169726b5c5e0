import type { Under } from '../listing.ts';

/** For lists that stand under a project, of every project that gives them. */
export const everyProject: Under = {
  list: 'openai.projects.list',
  parameter: 'project_id',
  input: { include_archived: true },
  shut: { field: 'status', is: 'archived', says: 'archived projects do not list their keys' },
};
