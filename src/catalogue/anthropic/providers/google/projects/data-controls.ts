import { z } from 'zod';
import { defineOperation } from '../../../../define.ts';
import { plainId } from '../../../../fields.ts';
import {
  bucketControl,
  controlMoves,
  everydayOfControls,
  googleBeta,
  keyControl,
  restoredControls,
} from '../../../data-controls.ts';

const beta = googleBeta;

const owner = () => plainId('the Google Cloud project, its number');

export const getGoogleProjectDataControls = defineOperation({
  id: 'anthropic.providers.google.projects.data_controls.get',
  summary: 'Read the encryption keys and buckets of a Google Cloud project for Claude on Google Cloud, by region',
  words: [everydayOfControls],
  asks: 'which key protects Claude on our Google project; does our own bucket work in the EU',
  http: 'GET /v1/organizations/providers/google/projects/{project_number}/data_controls',
  risk: 'read',
  planes: ['console'],
  beta,
  moves: controlMoves,
  input: () => z.object({ project_number: owner() }),
  call: ({ anthropic }, { project_number }) =>
    anthropic.beta.organization.providers.google.projects.dataControls.retrieve(project_number),
});

export const updateGoogleProjectDataControls = defineOperation({
  id: 'anthropic.providers.google.projects.data_controls.update',
  summary: 'Set the encryption keys and buckets of a Google Cloud project for Claude on Google Cloud, by region',
  words: [everydayOfControls],
  asks: 'use our own key for Claude on Vertex; keep data in our own bucket on Google Cloud',
  http: 'POST /v1/organizations/providers/google/projects/{project_number}/data_controls',
  risk: 'access',
  planes: ['console'],
  beta,
  oauthOnly: true,
  target: ({ project_number }) => `data controls of ${project_number}`,
  input: () => z.object({ project_number: owner(), cmek: keyControl(), storage: bucketControl() }),
  call: ({ anthropic }, { project_number, ...rest }) =>
    anthropic.beta.organization.providers.google.projects.dataControls.update(project_number, rest),
  before: ({ project_number }) => ({
    id: 'anthropic.providers.google.projects.data_controls.get',
    input: { project_number },
  }),
  undo: ({ input, before }) => ({
    id: 'anthropic.providers.google.projects.data_controls.update',
    input: { project_number: input.project_number, ...restoredControls(before, input) },
  }),
});
