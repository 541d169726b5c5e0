import { unit } from '../../internal/hash.ts';
import type { Rhythm, Stream } from '../demand/demand.ts';
import {
  addUse,
  beginningOf,
  type Family,
  meanPrice,
  type Purpose,
  pick,
  planKeys,
  requestsFor,
  rhythmOf,
  staleSince,
  tenures,
} from '../demand/demand-plan.ts';
import { day } from '../demand/usage.ts';
import type { PluginOptions } from '../engine/plugin.ts';
import type { Store } from '../engine/store.ts';
import { addServices } from './demand-services.ts';
import { type Tier, tokenCharges } from './prices.ts';
import { type ProjectApiKey, projectApiKeys } from './projects/api-keys.ts';

/** The demand of the seeded organisation: what each project key uses, sized by what it costs a day. */

/** With what a runaway key and dearer older models add, a month comes to about 45,000. */
const dollarsPerDay = 38_000 / 30;
const partOfTextModels = 0.88;
const partOfDecisions = 0.01;

const families = {
  sol: [
    { model: 'gpt-5.1', since: '2025-11-13' },
    { model: 'gpt-5.4', since: '2026-03-05' },
    { model: 'gpt-5.6-sol', since: '2026-07-30' },
    { model: 'gpt-6-sol', since: '2026-09-22' },
    { model: 'gpt-6.1-sol', since: '2026-10-12' },
    { model: 'gpt-6.2-sol', since: '2026-11-10' },
  ],
  astra: [
    { model: 'gpt-5.1', since: '2025-11-13' },
    { model: 'gpt-5.5', since: '2026-05-28' },
    { model: 'gpt-6-astra', since: '2026-09-03' },
    { model: 'gpt-6.2-astra', since: '2026-11-18' },
  ],
  luna: [
    { model: 'gpt-5-nano', since: '2025-08-07' },
    { model: 'gpt-5.4-nano', since: '2026-03-17' },
    { model: 'gpt-5.6-luna', since: '2026-07-30' },
    { model: 'gpt-6-luna', since: '2026-09-22' },
  ],
  terra: [
    { model: 'gpt-5-mini', since: '2025-08-07' },
    { model: 'gpt-5.4-mini', since: '2026-03-17' },
    { model: 'gpt-5.6-terra', since: '2026-07-30' },
    { model: 'gpt-6.1-terra', since: '2026-10-26' },
  ],
  settled: [{ model: 'gpt-4.1', since: '2025-04-14' }],
} satisfies Record<string, Family>;
type FamilyName = keyof typeof families;

/** Tokens of a typical request, by kind. */
const profiles = {
  chat: {
    input_text_tokens: 1_900,
    input_cached_text_tokens: 6_500,
    input_cache_write_30m_tokens: 350,
    output_text_tokens: 540,
  },
  agent: {
    input_text_tokens: 1_100,
    input_cached_text_tokens: 36_000,
    input_cache_write_30m_tokens: 1_900,
    input_cache_write_12h_tokens: 260,
    output_text_tokens: 900,
  },
  batch: { input_text_tokens: 3_800, output_text_tokens: 430 },
  classify: { input_text_tokens: 700, input_cached_text_tokens: 900, output_text_tokens: 35 },
  vision: {
    input_text_tokens: 500,
    input_image_tokens: 1_150,
    input_cached_text_tokens: 2_000,
    output_text_tokens: 260,
  },
  voice: {
    input_text_tokens: 300,
    input_audio_tokens: 900,
    input_cached_audio_tokens: 600,
    output_text_tokens: 120,
    output_audio_tokens: 700,
  },
} satisfies Record<string, Readonly<Record<string, number>>>;

interface Way {
  readonly dataset?: string;
  readonly family: FamilyName;
  readonly profile: Readonly<Record<string, number>>;
  readonly part: number;
  readonly tier?: Partial<Tier>;
  readonly api_source?: string;
}

export function seedOpenAIDemand(store: Store, { scale, clock }: PluginOptions): void {
  const now = clock.now();
  const whole = dollarsPerDay * scale;
  const keys = store.in(projectApiKeys).all();
  const planned = planKeys(keys, whole * partOfTextModels, (key) => endOf(key, now) !== null);
  for (const { key, purpose, dollars } of planned) addKey(store, key, purpose, dollars, now);
  const busy = planned.filter(({ weight }) => weight > 0);
  const projects = [...new Map(busy.map(({ key }) => [key.project_id, key])).values()];
  for (const [index, key] of projects.entries()) {
    const share = (whole * (1 - partOfTextModels)) / projects.length;
    addServices(store, dimensionsOf(key), { since: createdAt(key), dollars: share, all: index === 0 }, now);
  }
  const [main] = busy;
  if (main) addKeyWay(store, main.key, main.purpose, whole * partOfDecisions, decisions, now);
}

function addKey(store: Store, key: ProjectApiKey, purpose: Purpose, dollars: number, now: number): void {
  for (const way of waysOf(key.id, purpose)) addKeyWay(store, key, purpose, dollars, way, now);
}

function addKeyWay(store: Store, key: ProjectApiKey, purpose: Purpose, dollars: number, way: Way, now: number): void {
  const from = beginningOf(createdAt(key), now);
  const ended = endOf(key, now);
  const until = purpose === 'stale' ? Math.min(staleSince(from, now), ended ?? now) : ended;
  if (until !== null && until <= from) return;
  addWay(store, key, { rhythm: rhythmOf(key.id, purpose, now), from, until, dollars }, way, now);
}

/** When the use of a key ended or will end: a key that was not used lately has no demand since. */
function endOf({ last_used_at, expires_at, created_at }: ProjectApiKey, now: number): number | null {
  if (last_used_at === null) return created_at * 1000;
  if (last_used_at * 1000 < now - 3 * day) return last_used_at * 1000;
  return expires_at === null ? null : expires_at * 1000;
}

function createdAt(key: ProjectApiKey): number {
  return key.created_at * 1000;
}

function dimensionsOf({ id, project_id, owner }: ProjectApiKey): Stream['dimensions'] {
  return {
    project_id,
    api_key_id: id,
    user_id: owner.type === 'user' ? owner.id : null,
    service_account_id: owner.type === 'service_account' ? owner.id : null,
  };
}

const usualFamilies: readonly FamilyName[] = ['sol', 'terra', 'astra', 'luna', 'settled'];
const usualProfiles = [profiles.agent, profiles.chat, profiles.classify, profiles.vision];

function waysOf(id: string, purpose: Purpose): Way[] {
  const family = pick(usualFamilies, id, 'family');
  if (purpose === 'batch') return [{ family, profile: profiles.batch, part: 1, tier: { batch: true } }];
  const main: Way = { family, profile: pick(usualProfiles, id, 'profile'), part: 1 };
  if (purpose !== 'production') return [main];
  const small: Way = { family: 'luna', profile: profiles.classify, part: 0.12 };
  return [
    { ...main, part: 0.68 },
    small,
    { family: 'sol', profile: profiles.chat, part: 0.2, ...otherWay(unit(id, 'other')) },
  ];
}

/** The Decisions API, which one key uses. */
const decisions: Way = { dataset: 'decisions', family: 'terra', profile: profiles.classify, part: 1 };

/** What some production keys do besides. */
function otherWay(luck: number): Partial<Way> {
  if (luck < 0.3) return { family: 'sol', profile: profiles.voice };
  if (luck < 0.45) return { family: 'terra', tier: { service_tier: 'flex' } };
  if (luck < 0.6) return { family: 'sol', tier: { service_tier: 'priority' } };
  return luck < 0.75 ? { family: 'sol', profile: profiles.agent, api_source: 'agents_api' } : {};
}

interface Span {
  readonly rhythm: Rhythm;
  readonly from: number;
  readonly until: number | null;
  readonly dollars: number;
}

function addWay(store: Store, key: ProjectApiKey, span: Span, way: Way, now: number): void {
  const { rhythm, from, until, dollars } = span;
  const tier: Tier = { batch: false, service_tier: 'default', ...way.tier };
  const served = tenures(families[way.family], key.id, from, until, now);
  const present = served.at(-1);
  if (!present) return;
  const paid = typicalPrice(way.profile, present.model, tier, now);
  for (const { model, ...tenure } of served) {
    const price = meanPrice(typicalPrice(way.profile, model, tier, now), paid);
    const requests = requestsFor(dollars * way.part, price, rhythm.shape);
    const tokens = Object.entries(way.profile).map(([kind, count]) => [kind, count * requests] as const);
    const use = {
      dataset: way.dataset ?? 'completions',
      dimensions: { ...dimensionsOf(key), ...tier, model, api_source: way.api_source ?? 'unlabeled' },
      rhythm,
      perDay: { requests, ...Object.fromEntries(tokens) },
    };
    addUse(store, { ...use, ...tenure }, now);
  }
}

/** In dollars, for planning only. */
function typicalPrice(profile: Readonly<Record<string, number>>, model: string, tier: Tier, at: number): number {
  const charges = tokenCharges(model, tier, at);
  const cost = Object.entries(profile).reduce(
    (sum, [kind, count]) => sum + count * Number(charges[kind]?.price ?? 0n),
    0,
  );
  return cost / 1e12;
}
