import { z } from 'zod';
import { cursor, id, pageSize } from '../../../../src/catalogue/fields.ts';
import { defineAcme } from './define.ts';

const team = { team_id: id('team_', 'the team') };

export const list = defineAcme({
  id: 'acme.teams.list',
  summary: 'List the teams',
  asks: 'which crews are there at Acme',
  http: 'GET /teams',
  risk: 'read',
  pages: 'link',
  input: () =>
    z.object({
      limit: pageSize({ most: 3, usual: 2, what: 'Teams' }),
      after: cursor('The team after which the page begins'),
    }),
  call: ({ acme }, input) => acme.request('GET', '/teams', { query: input }),
});

export const get = defineAcme({
  id: 'acme.teams.get',
  summary: 'Show a team',
  http: 'GET /teams/{team_id}',
  risk: 'read',
  input: () => z.object(team),
  call: ({ acme }, { team_id }) => acme.request('GET', `/teams/${team_id}`),
});

export const update = defineAcme({
  id: 'acme.teams.update',
  summary: 'Rename a team or change its motto',
  asks: 'the crew at Acme has a new name; give the Acme team another motto',
  http: 'PATCH /teams/{team_id}',
  risk: 'write',
  input: () =>
    z.object({
      ...team,
      name: z.string().min(1).describe('New name').exactOptional(),
      motto: z.string().describe('New motto').exactOptional(),
    }),
  call: ({ acme }, { team_id, ...body }) => acme.request('PATCH', `/teams/${team_id}`, { body }),
  target: ({ team_id }) => team_id,
  before: ({ team_id }) => ({ id: 'acme.teams.get', input: { team_id } }),
  undo: ({ input, before }) => {
    const changed = Object.keys(input).filter((name) => name !== 'team_id');
    const was = Object.fromEntries(changed.map((name) => [name, before[name]]));
    return { id: 'acme.teams.update', input: { team_id: input.team_id, ...was } };
  },
});

export const remove = defineAcme({
  id: 'acme.teams.delete',
  summary: 'Delete a team',
  http: 'DELETE /teams/{team_id}',
  risk: 'destructive',
  input: () => z.object(team),
  call: ({ acme }, { team_id }) => acme.request('DELETE', `/teams/${team_id}`),
  target: ({ team_id }) => team_id,
  before: ({ team_id }) => ({ id: 'acme.teams.get', input: { team_id } }),
  irreversible: 'A deleted team is gone.',
});
