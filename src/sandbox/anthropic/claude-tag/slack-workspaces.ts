import { z } from 'zod';
import { flag } from '../../engine/parameters.ts';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import {
  appliedSettings,
  changed,
  defaultsLevel,
  type Level,
  settingsChange,
  storedSettings,
  type TagSettings,
} from './settings.ts';

/** A Slack workspace that the organisation connected. Connected in the provider's own pages. */
export interface SlackWorkspace {
  readonly id: string;
  /** Slack's own id. */
  readonly workspace_id: string;
  readonly settings: TagSettings;
  readonly created_at: string;
  readonly updated_at: string;
}

export const slackWorkspaces = collection<SlackWorkspace>('claude_tag_slack_workspaces');

const path = '/v1/organizations/claude_tag/slack_workspaces';
const inherited = { include_inherited: flag().default(false) };

export const slackWorkspaceRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        ...inherited,
        slack_workspace_id: z.string().optional(),
      }),
    },
    ({ store, query }) => {
      const { slack_workspace_id, include_inherited } = query;
      if (slack_workspace_id !== undefined) {
        const found = workspaceWithSlackId(store, slack_workspace_id);
        return { data: found ? [wire(store, found, include_inherited)] : [], next_page: null };
      }
      return newestFirst(store.in(slackWorkspaces).all(), query, (workspace) =>
        wire(store, workspace, include_inherited),
      );
    },
  ),

  get(`${path}/{id}`, { query: z.strictObject(inherited) }, ({ store, query, params: { id } }) =>
    wire(store, slackWorkspaceOf(store, id), query.include_inherited),
  ),

  post(
    `${path}/{id}`,
    { body: z.strictObject({ settings: settingsChange }) },
    ({ store, body, clock, params: { id } }) => {
      const { settings } = slackWorkspaceOf(store, id);
      if (body.settings.reply_mode) throw badRequest('settings.reply_mode: only a channel takes a reply mode');
      const fields = { settings: changed(settings, body.settings, store), updated_at: clock.iso() };
      return wire(store, store.in(slackWorkspaces).change(id, fields), false);
    },
  ),
];

export function slackWorkspaceOf(store: Store, id: string): SlackWorkspace {
  return present(store.in(slackWorkspaces).get(id), 'Slack workspace', id);
}

export function workspaceWithSlackId(store: Store, slackId: string): SlackWorkspace | undefined {
  return store.in(slackWorkspaces).find(({ workspace_id }) => workspace_id === slackId);
}

/** The levels that apply in a workspace, broadest first. */
export function workspaceLevels(store: Store, { id, settings }: SlackWorkspace): readonly Level[] {
  return [defaultsLevel(store), { source: { type: 'slack_workspace', slack_workspace_id: id }, settings }];
}

function wire(store: Store, workspace: SlackWorkspace, includeInherited: boolean) {
  const { id, workspace_id, created_at, updated_at } = workspace;
  const levels = workspaceLevels(store, workspace);
  return {
    type: 'slack_workspace',
    id,
    slack: { workspace_id },
    created_at,
    updated_at,
    ...(includeInherited ? appliedSettings(levels) : storedSettings(levels.at(-1) as Level)),
  };
}
