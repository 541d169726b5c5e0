import type { NameSource } from '../../report.ts';

/** Which lists carry the names for the ids in analytics. */
export const analyticsNames: Readonly<Record<string, NameSource>> = {
  workspace_id: {
    list: 'anthropic.workspaces.list',
    name: 'name',
    input: { include_archived: true, include_default: true },
  },
  api_key_id: { list: 'anthropic.api_keys.list', name: 'name' },
};
