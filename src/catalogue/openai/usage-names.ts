import type { NameSource } from '../report.ts';
import { everyProject } from './every-project.ts';

/** Which lists carry the names for the ids in usage and costs. */
export const usageNames: Readonly<Record<string, NameSource>> = {
  project_id: { list: 'openai.projects.list', name: 'name', idPrefix: 'proj_', input: { include_archived: true } },
  user_id: { list: 'openai.users.list', name: 'name', idPrefix: 'user-' },
  api_key_id: {
    list: 'openai.projects.api_keys.list',
    name: 'name',
    idPrefix: 'key_',
    // Without it, keys whose owner has left the project are hidden.
    input: { owner_project_access: 'any' },
    under: everyProject,
  },
};
