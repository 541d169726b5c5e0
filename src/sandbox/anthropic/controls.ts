import { z } from 'zod';
import { addSteadyUse } from '../demand/demand-plan.ts';
import type { Clock } from '../engine/clock.ts';
import type { Store } from '../engine/store.ts';
import { apiKeys } from './api-keys.ts';
import { acceptInvite } from './invites.ts';
import { present } from './refuse.ts';
import { users } from './users/record.ts';
import { openWorkspace } from './workspaces/record.ts';

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

const usageInput = z.strictObject({
  api_key_id: z.string(),
  model: z.string().min(1),
  uncached_input_tokens_per_day: z.int().min(0),
  output_tokens_per_day: z.int().min(0),
  requests_per_day: z.int().min(1),
});

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

    /** A steady use of a key from today on. */
    add_usage(input) {
      const wish = usageInput.parse(input);
      const store = stores.console;
      const key = present(store.in(apiKeys).get(wish.api_key_id), 'API key', wish.api_key_id);
      const now = clock.now();
      addSteadyUse(
        store,
        {
          dataset: 'messages',
          dimensions: {
            api_key_id: key.id,
            workspace_id: key.workspace_id,
            user_id: null,
            account_id: null,
            service_account_id: null,
            model: wish.model,
            product: 'messages_api',
            service_tier: 'standard',
            context_window: '0-200k',
            speed: 'standard',
            inference_geo: 'global',
          },
          perDay: {
            uncached_input_tokens: wish.uncached_input_tokens_per_day,
            output_tokens: wish.output_tokens_per_day,
            requests: wish.requests_per_day,
          },
        },
        now,
      );
      return { added: true };
    },
  };
}
