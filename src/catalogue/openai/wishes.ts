import type { WishDefinition } from '../section.ts';

/** Source: the provider's reference, which lists what its administration API leaves out. */
export const openaiWishes: readonly WishDefinition[] = [
  {
    title: 'Create an OpenAI project key for a person',
    everyday:
      'create new make fresh mint generate issue another personal own openai project api key for someone developer laptop',
    reason: 'the Administration API lists, changes and deletes project keys; a person creates their own.',
    instead:
      'The person creates it at platform.openai.com: project settings, API keys. For programs, use openai.projects.service_accounts.create.',
    guesses: [
      'openai.projects.api_keys.create',
      'openai.api_keys.create',
      'openai.projects.api_keys.add',
      'openai.keys.create',
    ],
  },
  {
    title: 'OpenAI billing, credits and subscription',
    everyday:
      'credit credits left balance invoice invoices billing bill payment pay card prepaid top up receipt openai subscription plan refund tax',
    reason: 'there is no endpoint for balance, payment methods, invoices or plans.',
    instead: 'See platform.openai.com: Settings, Billing. There is a report of spend per day.',
    advice: { action: 'run', operation: 'openai.usage.costs' },
    guesses: [
      'openai.billing',
      'openai.billing.get',
      'openai.credits.get',
      'openai.balance.get',
      'openai.invoices.list',
      'openai.subscription.get',
    ],
  },
  {
    title: 'Delete an OpenAI project',
    everyday: 'delete erase wipe openai project entirely permanently for ever',
    reason: 'projects are archived and never deleted, and there is no way back from the archive.',
    instead: 'Archive it: openai.projects.archive.',
    guesses: ['openai.projects.delete', 'openai.projects.remove', 'openai.projects.destroy'],
  },
  {
    title: 'Restore an archived OpenAI project',
    everyday: 'restore unarchive reopen open again bring back archived closed by mistake openai project undo',
    reason: 'archiving is final.',
    instead: 'Create a new project with openai.projects.create and move what used the old one.',
    guesses: ['openai.projects.restore', 'openai.projects.unarchive'],
  },
];
