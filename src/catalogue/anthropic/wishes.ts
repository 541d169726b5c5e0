import type { WishDefinition } from '../section.ts';

/** Source: the provider's reference, which lists what its administration API leaves out. */
export const anthropicWishes: readonly WishDefinition[] = [
  {
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
    title: 'Remove or demote an Anthropic admin',
    everyday: 'remove demote take away admin administrator anthropic claude console rights',
    reason: 'members with the role admin can neither be removed nor changed through the API.',
    instead: 'Another admin does it in the Console: Settings, Members.',
    guesses: ['anthropic.admins.delete', 'anthropic.admins.remove', 'anthropic.users.demote'],
  },
  {
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
