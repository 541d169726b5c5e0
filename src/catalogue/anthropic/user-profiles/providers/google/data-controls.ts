import { z } from 'zod';
import { defineOperation } from '../../../../define.ts';
import { id } from '../../../../fields.ts';
import {
  bucketControl,
  controlMoves,
  everydayOfControls,
  googleBeta,
  keyControl,
  restoredControls,
} from '../../../data-controls.ts';

const beta = `user-profiles-2026-09-04,${googleBeta}`;

const inWorkspace = () =>
  z.string().describe('Workspace to ask in; only for a credential that has several').exactOptional();
const owner = () => id('uprof_', 'the user profile');

export const getUserProfileDataControls = defineOperation({
  id: 'anthropic.user_profiles.providers.google.data_controls.get',
  summary: 'Read the encryption keys and buckets of a user profile for Claude on Google Cloud, by region',
  words: [everydayOfControls],
  asks: 'which key protects Claude on our Google project; does our own bucket work in the EU',
  http: 'GET /v1/user_profiles/{user_profile_id}/providers/google/data_controls',
  risk: 'read',
  planes: ['console'],
  beta,
  moves: controlMoves,
  input: () => z.object({ user_profile_id: owner(), workspace_id: inWorkspace() }),
  call: ({ anthropic }, { user_profile_id, ...rest }) =>
    anthropic.beta.userProfiles.providers.google.dataControls.retrieve(user_profile_id, rest),
});

export const updateUserProfileDataControls = defineOperation({
  id: 'anthropic.user_profiles.providers.google.data_controls.update',
  summary: 'Set the encryption keys and buckets of a user profile for Claude on Google Cloud, by region',
  words: [everydayOfControls],
  asks: 'use our own key for Claude on Vertex; keep data in our own bucket on Google Cloud',
  http: 'POST /v1/user_profiles/{user_profile_id}/providers/google/data_controls',
  risk: 'access',
  planes: ['console'],
  beta,
  oauthOnly: true,
  target: ({ user_profile_id }) => `data controls of ${user_profile_id}`,
  input: () =>
    z.object({ user_profile_id: owner(), workspace_id: inWorkspace(), cmek: keyControl(), storage: bucketControl() }),
  call: ({ anthropic }, { user_profile_id, ...rest }) =>
    anthropic.beta.userProfiles.providers.google.dataControls.update(user_profile_id, rest),
  before: ({ user_profile_id }) => ({
    id: 'anthropic.user_profiles.providers.google.data_controls.get',
    input: { user_profile_id },
  }),
  undo: ({ input, before }) => ({
    id: 'anthropic.user_profiles.providers.google.data_controls.update',
    input: { user_profile_id: input.user_profile_id, ...restoredControls(before, input) },
  }),
});
