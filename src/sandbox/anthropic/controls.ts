import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import { apiKeys } from './api-keys.ts';
import { acceptInvite } from './invites.ts';
import { users } from './users.ts';
import { openWorkspace } from './workspaces.ts';

type Control = (input: unknown) => unknown;

interface Stores {
  readonly console: Store;
  readonly enterprise: Store;
}

const plane = z.enum(['console', 'enterprise']).default('console');

const inviteInput = z.strictObject({ id: z.string(), plane });

const personInput = z.strictObject({
  name: z.string().min(1),
  email: z.email(),
  role: z.enum(['admin', 'billing', 'claude_code_user', 'developer', 'user']).default('user'),
  plane,
});

const keyInput = z.strictObject({ name: z.string().min(1), workspace_id: z.string(), user_id: z.string() });

/** What can be done to the organisations from outside the API. */
export function anthropicControls(stores: Stores, clock: Clock): Readonly<Record<string, Control>> {
  return {
    accept_invite(input) {
      const { id, plane: chosen } = inviteInput.parse(input);
      return acceptInvite(stores[chosen], clock, id);
    },

    add_person(input) {
      const { plane: chosen, ...person } = personInput.parse(input);
      const store = stores[chosen];
      return store.in(users).add({ ...person, id: store.newId('user_01', 22), added_at: clock.iso() });
    },

    add_key(input) {
      const { name, workspace_id, user_id } = keyInput.parse(input);
      const store = stores.console;
      openWorkspace(store, workspace_id);
      return store.in(apiKeys).add({
        id: store.newId('apikey_01', 22),
        name,
        status: 'active',
        created_at: clock.iso(),
        expires_at: null,
        partial_key_hint: 'sk-ant-api03-Abc...wxyz',
        created_by: { id: user_id, type: 'user' },
        principal: null,
        workspace_id,
      });
    },
  };
}
