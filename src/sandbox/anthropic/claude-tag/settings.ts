import { z } from 'zod';
import { document, type Store } from '../../engine/store.ts';
import { badRequest, notFound } from '../refuse.ts';

/** Claude Tag's settings: what a level stores, how a request changes it, and what applies below it. */

export interface TagSettings {
  readonly enabled: boolean | null;
  readonly environment_id: string | null;
  readonly guest_policy: { readonly type: 'allow' | 'channel_only' | 'restrict' } | null;
  readonly instructions: string | null;
  readonly model: string | null;
  /** Of channels only. */
  readonly reply_mode: { readonly type: 'always_awake' | 'automatic' | 'mention_only' | 'thread' } | null;
}

export const noSettings: TagSettings = {
  enabled: null,
  environment_id: null,
  guest_policy: null,
  instructions: null,
  model: null,
  reply_mode: null,
};

/** The organisation's level above all workspaces, set in the provider's own pages. */
export const slackDefaults = document<TagSettings>('claude_tag_slack_defaults', () => noSettings);

/** The environments and runner pools that sessions can run in. */
export const tagEnvironments = document<readonly string[]>('claude_tag_environments', () => []);

export const settingsChange = z.strictObject({
  enabled: z.boolean().nullish(),
  environment_id: z
    .string()
    .regex(/^(env_|ccpool_)/, 'should be an id that starts with env_ or ccpool_')
    .nullish(),
  guest_policy: z.strictObject({ type: z.enum(['allow', 'channel_only', 'restrict']) }).nullish(),
  instructions: z.string().nullish(),
  model: z.string().nullish(),
  reply_mode: z.strictObject({ type: z.enum(['always_awake', 'automatic', 'mention_only', 'thread']) }).nullish(),
});

export type SettingsChange = z.infer<typeof settingsChange>;

const mostInstructions = 8192;
const modelLines = ['fable', 'haiku', 'opus', 'sonnet'];

/** What a level stores after a change. Throws before anything is stored where one value is refused. */
export function changed(stored: TagSettings, change: SettingsChange, store: Store): TagSettings {
  const instructions = change.instructions?.trim();
  if (instructions !== undefined && instructions.length > mostInstructions) {
    throw badRequest(`settings.instructions: should have at most ${mostInstructions} characters`);
  }
  if (change.model && !change.model.startsWith('claude-') && !modelLines.includes(change.model)) {
    throw badRequest(`settings.model: the organization is not entitled to ${change.model}`);
  }
  if (change.reply_mode === null && stored.reply_mode !== null) {
    throw badRequest('settings.reply_mode: a stored reply mode can be changed but not cleared');
  }
  if (change.environment_id && !store.read(tagEnvironments).includes(change.environment_id)) {
    throw notFound(`Environment not found: ${change.environment_id}`, 'environment_not_found');
  }
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...stored, ...given, ...(instructions !== undefined && { instructions: instructions || null }) };
}

/** A level of settings and how `sources` names it. */
export interface Level {
  readonly source: Readonly<Record<string, string>>;
  readonly settings: TagSettings;
}

const builtIn = { enabled: true, guest_policy: { type: 'allow' } } as const;
const builtInSource = { type: 'default' };

/** `settings` and `sources` as a level itself stores them. */
export function storedSettings({ source, settings }: Level) {
  const named = (value: unknown) => (value === null ? null : source);
  return {
    settings,
    sources: {
      enabled: named(settings.enabled),
      environment_id: named(settings.environment_id),
      guest_policy: named(settings.guest_policy),
      instructions: settings.instructions === null ? [] : [source],
      model: named(settings.model),
      reply_mode: named(settings.reply_mode),
    },
  };
}

/** `settings` and `sources` as they apply. The nearest level decides, and instructions add up. Broadest level first. */
export function appliedSettings(levels: readonly Level[]) {
  const nearest = [...levels].reverse();
  const decides = <Name extends keyof TagSettings>(name: Name) =>
    nearest.find(({ settings }) => settings[name] !== null);
  const value = <Name extends keyof TagSettings>(name: Name) => decides(name)?.settings[name] ?? null;
  const source = (name: keyof TagSettings) => decides(name)?.source ?? builtInSource;
  const instructing = levels.filter(({ settings }) => settings.instructions !== null);
  const own = nearest[0]?.settings.reply_mode ?? null;
  return {
    settings: {
      enabled: value('enabled') ?? builtIn.enabled,
      environment_id: value('environment_id'),
      guest_policy: value('guest_policy') ?? builtIn.guest_policy,
      instructions: instructing.map(({ settings }) => settings.instructions).join('\n\n') || null,
      model: value('model'),
      reply_mode: own,
    },
    sources: {
      enabled: source('enabled'),
      environment_id: source('environment_id'),
      guest_policy: source('guest_policy'),
      instructions: instructing.map((level) => level.source),
      model: source('model'),
      reply_mode: own === null ? builtInSource : nearest[0]?.source,
    },
  };
}

export function defaultsLevel(store: Store): Level {
  return { source: { type: 'slack_default' }, settings: store.read(slackDefaults) };
}
