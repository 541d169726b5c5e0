import { z } from 'zod';
import type { Clock } from '../../engine/clock.ts';
import { del, get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { workspaceOf, workspaces } from '../workspaces/record.ts';
import { destinationOf, type TelemetryDestination } from './record.ts';
import type { ScopeWish } from './scope.ts';

/** A workspace on a destination's list, which names what is covered or what is not. */
export interface DestinationWorkspace {
  readonly telemetry_destination_id: string;
  readonly workspace_id: string;
  readonly created_at: string;
}

export const destinationWorkspaces = collection<DestinationWorkspace>('telemetry_destination_workspaces', (entry) =>
  keyOf(entry.telemetry_destination_id, entry.workspace_id),
);

const path = '/v1/organizations/telemetry_destinations/{destination_id}/workspaces';
export const telemetryDestinationWorkspaceRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(cursorPagingFields()) }, ({ store, query, params: { destination_id } }) => {
    destinationOf(store, destination_id);
    return newestFirst(listOf(store, destination_id), query, wire);
  }),

  post(`${path}/{workspace_id}`, {}, ({ store, params: { destination_id, workspace_id }, clock }) => {
    refuseListless(destinationOf(store, destination_id));
    workspaceOf(store, workspace_id);
    return wire(put(store, clock, destination_id, workspace_id));
  }),

  del(`${path}/{workspace_id}`, {}, ({ store, params: { destination_id, workspace_id } }) => {
    refuseListless(destinationOf(store, destination_id));
    const key = keyOf(destination_id, workspace_id);
    present(store.in(destinationWorkspaces).get(key), 'Workspace of the destination', workspace_id);
    store.in(destinationWorkspaces).remove(key);
    return {
      type: 'telemetry_destination_workspace_deleted',
      telemetry_destination_id: destination_id,
      workspace_id,
    };
  }),
];

/** Whether the spans of a workspace go to a destination. A foreign id is covered by none. */
export function covers(store: Store, { id, workspaces: { type } }: TelemetryDestination, workspaceId: string): boolean {
  if (!store.in(workspaces).has(workspaceId)) return false;
  if (type === 'all') return true;
  return store.in(destinationWorkspaces).has(keyOf(id, workspaceId)) === (type === 'include');
}

/** Makes the list what a request says; those that stay keep their entries. */
export function replaceList(
  store: Store,
  clock: Clock,
  destinationId: string,
  { workspace_ids: wanted = [] }: ScopeWish,
): void {
  for (const id of wanted) refuseUnlistable(store, destinationId, id);
  const list = store.in(destinationWorkspaces);
  list.removeWhere((entry) => entry.telemetry_destination_id === destinationId && !wanted.includes(entry.workspace_id));
  for (const id of wanted) put(store, clock, destinationId, id);
}

function put(store: Store, clock: Clock, destinationId: string, workspaceId: string): DestinationWorkspace {
  const there = store.in(destinationWorkspaces).get(keyOf(destinationId, workspaceId));
  if (there) return there;
  refuseUnlistable(store, destinationId, workspaceId);
  const entry = { telemetry_destination_id: destinationId, workspace_id: workspaceId, created_at: clock.iso() };
  return store.in(destinationWorkspaces).add(entry);
}

/** An archived workspace can stay on a list but not come to it. */
function refuseUnlistable(store: Store, destinationId: string, workspaceId: string): void {
  if (store.in(destinationWorkspaces).has(keyOf(destinationId, workspaceId))) return;
  const workspace = store.in(workspaces).get(workspaceId);
  if (workspace === undefined) throw badRequest(`workspace_ids: no workspace ${workspaceId}`);
  if (workspace.archived_at !== null) throw badRequest(`workspace_ids: workspace ${workspaceId} is archived`);
}

function refuseListless({ workspaces: { type } }: TelemetryDestination): void {
  if (type === 'all') throw badRequest('A destination that covers every workspace has no list.');
}

function listOf(store: Store, destinationId: string): readonly DestinationWorkspace[] {
  return store.in(destinationWorkspaces).where((entry) => entry.telemetry_destination_id === destinationId);
}

function keyOf(destinationId: string, workspaceId: string): string {
  return `${destinationId} ${workspaceId}`;
}

function wire(entry: DestinationWorkspace) {
  return { type: 'telemetry_destination_workspace', ...entry };
}
