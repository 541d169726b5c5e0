import { z } from 'zod';
import { restored } from '../../restore.ts';

/** Settings that a Slack channel or workspace stores for Claude Tag. Null clears one, so that the wider one applies. */
export function claudeTagSettings(description: string) {
  return z
    .object({
      enabled: z
        .boolean()
        .nullable()
        .describe('Whether Claude is on; true on a channel wins over false on its workspace')
        .exactOptional(),
      environment_id: z
        .string()
        .nullable()
        .describe('Id of the environment (env_…) or self-hosted runner pool (ccpool_…) that sessions run in')
        .exactOptional(),
      guest_policy: z
        .discriminatedUnion('type', [
          z.object({ type: z.literal('allow') }),
          z.object({ type: z.literal('restrict') }),
          z.object({ type: z.literal('channel_only') }),
        ])
        .nullable()
        .describe(
          "While a Slack guest is in the channel: allow answers, restrict does not, channel_only answers with the channel's own bundles",
        )
        .exactOptional(),
      instructions: z
        .string()
        .max(8192)
        .nullable()
        .describe('Instructions for Claude, up to 8,192 characters, added to those of the wider levels')
        .exactOptional(),
      model: z.string().nullable().describe('Model id or name of a model line that Claude uses').exactOptional(),
      reply_mode: z
        .discriminatedUnion('type', [
          z.object({ type: z.literal('automatic') }),
          z.object({ type: z.literal('mention_only') }),
          z.object({ type: z.literal('always_awake') }),
          z.object({ type: z.literal('thread') }),
        ])
        .nullable()
        .describe('When Claude joins in; channels only. Can be changed but not cleared once a channel has one')
        .exactOptional(),
    })
    .describe(description);
}

type Settings = z.output<ReturnType<typeof claudeTagSettings>>;

/** Where and with whom Claude works is access; which model it works with is money. */
export function riskOfSettings(settings: Settings | undefined): 'access' | 'spend' | undefined {
  if (!settings) return undefined;
  const { enabled, environment_id, guest_policy, model } = settings;
  if ([enabled, environment_id, guest_policy].some((setting) => setting !== undefined)) return 'access';
  return model === undefined ? undefined : 'spend';
}

/** The settings that take a change back; undefined where it gave a channel its first reply mode, which stays. */
export function settingsToRestore(
  changed: Settings,
  before: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
  const gaveFirstReplyMode = changed.reply_mode && before['reply_mode'] === null;
  return gaveFirstReplyMode ? undefined : restored(before, changed);
}
