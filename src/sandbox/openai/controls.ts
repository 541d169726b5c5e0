import { z } from 'zod';
import { addSteadyUse } from '../demand/demand-plan.ts';
import type { Clock } from '../engine/clock.ts';
import type { Store } from '../engine/store.ts';
import { acceptInvite } from './invites.ts';
import { projectApiKeys } from './projects/api-keys.ts';
import { activeProject } from './projects/record.ts';
import { present } from './refuse.ts';
import { users } from './users/record.ts';

type Control = (input: unknown) => unknown;

const inviteInput = z.strictObject({ id: z.string() });

const personInput = z.strictObject({
  name: z.string().min(1),
  email: z.email(),
  role: z.enum(['owner', 'reader']).default('reader'),
});

const keyInput = z.strictObject({
  project_id: z.string(),
  name: z.string().min(1),
  user_id: z.string(),
});

const usageInput = z.strictObject({
  api_key_id: z.string(),
  model: z.string().min(1),
  input_tokens_per_day: z.int().min(0),
  output_tokens_per_day: z.int().min(0),
  requests_per_day: z.int().min(1),
});

/** What can be done to the organisation from outside the API. */
export function openaiControls(store: Store, clock: Clock): Readonly<Record<string, Control>> {
  return {
    accept_invite: (input) => acceptInvite(store, clock, inviteInput.parse(input).id),

    add_person(input) {
      const person = personInput.parse(input);
      return store.in(users).add({
        ...person,
        id: store.newId('user-', 24),
        added_at: clock.seconds(),
        technical_level: null,
        developer_persona: null,
        api_key_last_used_at: null,
      });
    },

    add_key(input) {
      const { project_id, name, user_id } = keyInput.parse(input);
      activeProject(store, project_id);
      return store.in(projectApiKeys).add({
        id: store.newId('key_', 16),
        project_id,
        name,
        redacted_value: 'sk-proj...0000',
        created_at: clock.seconds(),
        last_used_at: null,
        expires_at: null,
        scopes: [],
        owner: { type: 'user', id: user_id },
      });
    },

    add_usage(input) {
      const wish = usageInput.parse(input);
      const key = present(store.in(projectApiKeys).get(wish.api_key_id), 'API key', wish.api_key_id);
      const now = clock.now();
      addSteadyUse(
        store,
        {
          dataset: 'completions',
          dimensions: {
            api_key_id: key.id,
            project_id: key.project_id,
            user_id: key.owner.id,
            model: wish.model,
            batch: false,
            service_tier: 'default',
            api_source: 'unlabeled',
          },
          perDay: {
            input_text_tokens: wish.input_tokens_per_day,
            output_text_tokens: wish.output_tokens_per_day,
            requests: wish.requests_per_day,
          },
        },
        now,
      );
      return { added: true };
    },
  };
}
