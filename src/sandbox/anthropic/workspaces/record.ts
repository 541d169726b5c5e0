import { collection, type Store } from '../../engine/store.ts';
import { organization } from '../organization/record.ts';
import { badRequest, present } from '../refuse.ts';

export const inferenceGeos = ['global', 'us'] as const;
type InferenceGeo = (typeof inferenceGeos)[number];

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly archived_at: string | null;
  readonly display_color: string;
  readonly compartment_id: string;
  readonly data_residency: {
    readonly workspace_geo: 'us';
    readonly allowed_inference_geos: 'unrestricted' | readonly InferenceGeo[];
    readonly default_inference_geo: InferenceGeo;
  };
  readonly external_key_id: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly user_profile_id: string | null;
}

export const workspaces = collection<Workspace>('workspaces');

export function workspaceOf(store: Store, id: string): Workspace {
  return present(store.in(workspaces).get(id), 'Workspace', id);
}

/** A workspace that can be changed; an archived one is refused. */
export function openWorkspace(store: Store, id: string): Workspace {
  const workspace = workspaceOf(store, id);
  if (workspace.archived_at !== null) throw badRequest(`Workspace ${id} is archived.`);
  return workspace;
}

export function isDefault(store: Store, { id }: Pick<Workspace, 'id'>): boolean {
  return store.read(organization).default_workspace_id === id;
}
