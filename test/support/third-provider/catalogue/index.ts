import type { Section } from '../../../../src/catalogue/section.ts';
import * as teams from './teams.ts';

export const acmeSection: Section = {
  operations: Object.values(teams),
  wishes: [
    {
      title: 'Create an Acme team',
      reason: 'teams come with a contract, and no API makes one.',
      instead: 'Ask Acme’s sales.',
      guesses: ['acme.teams.create'],
    },
  ],
};
