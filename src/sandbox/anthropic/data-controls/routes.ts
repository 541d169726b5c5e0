import { z } from 'zod';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { beta, oauthOnly } from '../guards.ts';
import { present } from '../refuse.ts';
import { userProfiles } from '../user-profiles.ts';
import { changeControls, controlsOf, controlsSchema, wireControls } from './record.ts';

/** A Google Cloud project that the organisation has proved to own. */
export interface GoogleProject {
  readonly id: string;
  readonly proved_at: string;
}

export const googleProjects = collection<GoogleProject>('google_projects');

const ofProject = '/v1/organizations/providers/google/projects/{project_number}/data_controls';
const ofProfile = '/v1/user_profiles/{user_profile_id}/providers/google/data_controls';
const guards = [beta('google-managed-data-controls-2026-09-01')];

export const dataControlRoutes: readonly Route[] = [
  get(ofProject, { guards, query: z.strictObject({}) }, ({ store, clock, params: { project_number } }) => {
    const { id, proved_at } = projectOf(store, project_number);
    return project(id, wireControls(controlsOf(store, id, proved_at), clock));
  }),

  post(
    ofProject,
    { guards: [...guards, oauthOnly], body: controlsSchema },
    ({ store, body, clock, params: { project_number } }) => {
      const { id, proved_at } = projectOf(store, project_number);
      return project(id, wireControls(changeControls(store, controlsOf(store, id, proved_at), body, clock), clock));
    },
  ),

  get(ofProfile, { guards, query: z.strictObject({}) }, ({ store, clock, params: { user_profile_id } }) => {
    const id = profileOf(store, user_profile_id);
    return profile(id, wireControls(controlsOf(store, id, madeAtFirst), clock));
  }),

  post(ofProfile, { guards, body: controlsSchema }, ({ store, body, clock, params: { user_profile_id } }) => {
    const id = profileOf(store, user_profile_id);
    return profile(id, wireControls(changeControls(store, controlsOf(store, id, madeAtFirst), body, clock), clock));
  }),
];

/** Profiles do not say here when they were made. */
const madeAtFirst = '2026-09-01T00:00:00.000000Z';

function projectOf(store: Store, id: string): GoogleProject {
  return present(store.in(googleProjects).get(id), 'Google Cloud project', id);
}

function profileOf(store: Store, id: string): string {
  return present(store.in(userProfiles).get(id), 'User profile', id).id;
}

function project(project_number: string, controls: object) {
  return { type: 'google_managed_project_data_controls', project_number, ...controls };
}

function profile(id: string, controls: object) {
  return {
    type: 'google_managed_data_controls',
    user_profile_id: id,
    bucket_label_value: id.replace('uprof_', '').toLowerCase(),
    ...controls,
  };
}
