import type { Advice } from '../errors.ts';
import type { Provider } from './define.ts';

/** Something people look for that neither API offers, and what to do instead. */
export interface Wish {
  readonly provider: Provider | 'claude-code';
  readonly title: string;
  readonly reason: string;
  /** Where a person can do it. */
  readonly instead: string;
  /** What `instead` ends in, where that is something to do here. */
  readonly advice?: Advice;
  /** Further words that people use for it. */
  readonly everyday?: string;
  /** Ids that somebody would type for it, dots and underscores as in the catalogue. */
  readonly guesses: readonly string[];
}

/** Sources: the providers' references, which list what their administration APIs leave out. */
export const wishes: readonly Wish[] = [
  {
    provider: 'anthropic',
    title: 'Create an Anthropic API key',
    everyday: 'create new make fresh mint generate issue another sk-ant claude api key personal laptop developer own',
    reason: 'the Admin API lists, renames and disables keys but never creates or deletes one.',
    instead: 'Create it in the Console: Settings, API keys. For workloads, federation rules need no key at all.',
    guesses: [
      'anthropic.api_keys.create',
      'anthropic.api_keys.add',
      'anthropic.keys.create',
      'anthropic.workspaces.api_keys.create',
    ],
  },
  {
    provider: 'anthropic',
    title: 'Delete an Anthropic API key',
    everyday: 'delete erase wipe anthropic claude api key permanently for ever history',
    reason: 'keys can be made inactive or archived through the API, not deleted.',
    instead: 'Archive it instead, with status archived: it then never works again.',
    advice: { action: 'run', operation: 'anthropic.api_keys.update' },
    guesses: [
      'anthropic.api_keys.delete',
      'anthropic.api_keys.remove',
      'anthropic.api_keys.revoke',
      'anthropic.keys.delete',
    ],
  },
  {
    provider: 'openai',
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
    provider: 'anthropic',
    title: 'Anthropic billing, credits and invoices',
    everyday:
      'credit credits left balance invoice invoices billing bill payment pay card prepaid top up receipt claude anthropic refund tax',
    reason: 'there is no endpoint for balance, payment or invoices.',
    instead: 'See the Console: Settings, Billing. There is a report of cost per day.',
    advice: { action: 'run', operation: 'anthropic.usage.cost' },
    guesses: [
      'anthropic.billing',
      'anthropic.billing.get',
      'anthropic.credits.get',
      'anthropic.balance.get',
      'anthropic.invoices.list',
      'anthropic.subscription.get',
    ],
  },
  {
    provider: 'openai',
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
    provider: 'anthropic',
    title: 'Make someone an Anthropic admin',
    everyday:
      'make promote give someone person admin administrator full control take over deputy anthropic claude console owner organization boss rights',
    reason: 'the API refuses the role admin, in invitations and in role changes.',
    instead: 'An admin or owner does it in the Console: Settings, Members.',
    guesses: [
      'anthropic.users.promote',
      'anthropic.admins.create',
      'anthropic.users.make_admin',
      'anthropic.admins.add',
    ],
  },
  {
    provider: 'anthropic',
    title: 'Remove or demote an Anthropic admin',
    everyday: 'remove demote take away admin administrator anthropic claude console rights',
    reason: 'members with the role admin can neither be removed nor changed through the API.',
    instead: 'Another admin does it in the Console: Settings, Members.',
    guesses: ['anthropic.admins.delete', 'anthropic.admins.remove', 'anthropic.users.demote'],
  },
  {
    provider: 'openai',
    title: 'Delete an OpenAI project',
    everyday: 'delete erase wipe openai project entirely permanently for ever',
    reason: 'projects are archived and never deleted, and there is no way back from the archive.',
    instead: 'Archive it: openai.projects.archive.',
    guesses: ['openai.projects.delete', 'openai.projects.remove', 'openai.projects.destroy'],
  },
  {
    provider: 'openai',
    title: 'Restore an archived OpenAI project',
    everyday: 'restore unarchive reopen open again bring back archived closed by mistake openai project undo',
    reason: 'archiving is final.',
    instead: 'Create a new project with openai.projects.create and move what used the old one.',
    guesses: ['openai.projects.restore', 'openai.projects.unarchive'],
  },
  {
    provider: 'anthropic',
    title: 'Delete an Anthropic workspace',
    everyday: 'delete erase wipe anthropic claude workspace entirely permanently restore unarchive reopen bring back',
    reason: 'workspaces are archived and never deleted.',
    instead: 'Archive it: anthropic.workspaces.archive. Its keys stop at once.',
    guesses: [
      'anthropic.workspaces.delete',
      'anthropic.workspaces.remove',
      'anthropic.workspaces.restore',
      'anthropic.workspaces.unarchive',
    ],
  },
  {
    provider: 'claude-code',
    title: 'Claude Code accounts and subscriptions of persons',
    everyday: 'claude code account subscription plan pro max team seat of a person personal login upgrade buy',
    reason: 'seats and plans of claude.ai accounts are not in the Admin API.',
    instead: 'See claude.ai: Settings, Members. There is a report of activity per person.',
    advice: { action: 'run', operation: 'anthropic.usage.claude_code' },
    guesses: [
      'anthropic.claude_code.accounts.list',
      'anthropic.claude_code.users.list',
      'anthropic.seats.list',
      'anthropic.claude_code.subscriptions.list',
      'claude_code.accounts.list',
    ],
  },
];

/** The wish that an id stands for, if it is one that no API offers. */
export function wishFor(id: string): Wish | undefined {
  const wanted = id
    .trim()
    .toLowerCase()
    .replaceAll(/[\s/]+/g, '.')
    .replaceAll('-', '_');
  return wishes.find((wish) => wish.guesses.includes(wanted));
}
