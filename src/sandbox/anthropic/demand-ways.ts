import { unit } from '../../internal/hash.ts';
import type { Rhythm, Stream } from '../demand/demand.ts';
import { addUse, meanPrice, type Purpose, pick, requestsFor, tenures } from '../demand/demand-plan.ts';
import type { Store } from '../engine/store.ts';
import { type FamilyName, families, type Profile, profiles, tokensOf, typicalPrice } from './demand-profiles.ts';
import { hasRegion, type Service } from './prices.ts';

/** Ways in which a key or person uses models, and the streams that they make. */

export interface Way {
  readonly family: FamilyName;
  readonly profile: Profile;
  readonly product: string;
  /** Of the spend of whoever uses it. */
  readonly part: number;
  readonly service?: Partial<Service>;
  /** What a request does besides taking tokens, by kind. */
  readonly perRequest?: Readonly<Record<string, number>>;
}

export interface Demand {
  /** What its chances depend on. */
  readonly id: string;
  readonly dimensions: Stream['dimensions'];
  readonly rhythm: Rhythm;
  readonly from: number;
  readonly until: number | null;
  readonly retired: boolean;
  readonly dollarsPerDay: number;
}

const nobody = { api_key_id: null, workspace_id: null, user_id: null, account_id: null, service_account_id: null };

/** One stream for each model that was used over time, sized by what it and the present one cost. */
export function addWay(store: Store, demand: Demand, way: Way, now: number): void {
  const { id, rhythm, from, until } = demand;
  const served = tenures(families[way.family], id, from, until, now).map((tenure) => ({
    ...tenure,
    service: serviceOf(tenure.model, demand, way),
  }));
  const present = served.at(-1);
  if (!present) return;
  const paid = typicalPrice(way.profile, present.service, now);
  for (const { service, ...tenure } of served) {
    const price = meanPrice(typicalPrice(way.profile, service, now), paid);
    const requests = requestsFor(demand.dollarsPerDay * way.part, price, rhythm.shape);
    const perDay = { ...tokensOf(way.profile, requests), ...multiplied(way.perRequest ?? {}, requests) };
    const dimensions = { ...nobody, ...service, product: way.product, ...demand.dimensions };
    const retired = demand.retired || tenure.retired;
    addUse(store, { dataset: 'messages', dimensions, rhythm, ...tenure, perDay, retired }, now);
  }
}

function serviceOf(model: string, { dimensions }: Demand, { service }: Way) {
  const region = unit(String(dimensions['workspace_id']), 'region') < 0.15 ? 'us' : 'global';
  return {
    service_tier: 'standard',
    context_window: '0-200k',
    speed: 'standard',
    inference_geo: hasRegion(model) ? region : 'not_available',
    ...service,
    model,
  };
}

function multiplied(counts: Readonly<Record<string, number>>, times: number): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, count * times]));
}

const usualFamilies: readonly FamilyName[] = ['sonnet', 'opus', 'haiku', 'fable', 'settled'];
const usualProfiles: readonly Profile[] = [profiles.agent, profiles.chat, profiles.classify];

/** How a key is used, as far as its purpose tells. */
export function waysOf(id: string, purpose: Purpose): Way[] {
  const family = pick(usualFamilies, id, 'family');
  const messages = { product: 'messages_api' };
  const small: Way = { ...messages, family: 'haiku', profile: profiles.classify, part: 0.15 };
  if (purpose === 'batch') {
    const service = { service_tier: 'batch' };
    const batches: Way = { family, profile: profiles.batch, product: 'message_batches_api', part: 0.85, service };
    return [batches, small];
  }
  const main: Way = { ...messages, family, profile: pick(usualProfiles, id, 'profile'), part: 1 };
  if (purpose !== 'production') return [main];
  return [{ ...main, part: 0.65 }, small, { ...messages, part: 0.2, ...dearWay(unit(id, 'dear')) }];
}

/** What some production keys do besides. */
function dearWay(luck: number): Pick<Way, 'family' | 'profile' | 'service'> {
  if (luck < 0.2) return { family: 'sonnet', profile: profiles.long, service: { context_window: '200k-1M' } };
  if (luck < 0.35) return { family: 'opus', profile: profiles.agent, service: { service_tier: 'priority' } };
  if (luck < 0.5) return { family: 'quick', profile: profiles.agent, service: { speed: 'fast' } };
  return { family: 'sonnet', profile: profiles.chat };
}
