import type MiniSearch from 'minisearch';
import { type ProviderId, providers } from '../../providers/index.ts';
import type { AnyOperation } from '../define.ts';
import { everyOperation, operationById } from '../index.ts';
import { parameterNames } from '../parameters.ts';
import { type Wish, wishes } from '../wishes.ts';
import { type Intent, intentsOf, intentsOfOperation } from './intent.ts';

export type Finding = { readonly operation: AnyOperation } | { readonly wish: Wish };

interface Indexed {
  readonly id: string;
  /** Words of the id, the verb aside. */
  readonly resource: string;
  readonly everyday: string;
  readonly asks: string;
  readonly summary: string;
  readonly parameters: string;
}

interface Candidate {
  readonly id: string;
  readonly score: number;
}

const wishPrefix = 'wish:';

let index: MiniSearch<Indexed> | undefined;

/**
 * The operations that an everyday request is about, best first; a wish that no API offers among them. The thing is found
 * by its words, and of each thing the operation that does what the request wants done comes before its others.
 */
export async function findOperations(request: string, most: number): Promise<Finding[]> {
  index ??= await buildIndex();
  const said = wordsOf(request).length;
  const found = index.search(inOurWords(request), {
    boostTerm: (_term, place) => (place < said ? 1 : meantWeight),
    boost: { resource: 1.5, everyday: 1.3, asks: 1.8, summary: 1.2, parameters: 0.3 },
    prefix: (term) => term.length > 4,
    fuzzy: (term) => (term.length > 5 ? 0.15 : false),
    weights: { prefix: 0.4, fuzzy: 0.25 },
  });
  const intents = intentsOf(request);
  const provider = providerIn(request);
  const weighed = found
    .map(({ id, score }) => ({ id: String(id), score: score * fitness(String(id), intents, provider) }))
    .sort((a, b) => b.score - a.score);
  return variedBest(weighed, most).map(({ id }) => findingOf(id));
}

/** What is about the same thing as one before it counts for less: three ways to list keys would hide everything else. */
const sameThing = 0.7;

/** The best first; then the best of the rest, those about something new preferred. */
function variedBest(candidates: readonly Candidate[], most: number): Candidate[] {
  const left = candidates.slice(0, 60);
  const things = new Map<string, number>();
  const chosen: Candidate[] = [];
  while (chosen.length < most && left.length > 0) {
    const worth = left.map(({ id, score }) => score * sameThing ** (things.get(thingOf(id)) ?? 0));
    const place = worth.indexOf(Math.max(...worth));
    const [best] = left.splice(place, 1) as [Candidate];
    things.set(thingOf(best.id), (things.get(thingOf(best.id)) ?? 0) + 1);
    chosen.push(best);
  }
  return chosen;
}

function thingOf(id: string): string {
  return id.startsWith(wishPrefix) ? id : resourceOf(id);
}

function fitness(id: string, intents: ReadonlyMap<Intent, number>, provider: ProviderId | undefined): number {
  if (id.startsWith(wishPrefix)) return wishFit(id, provider);
  const operation = operationById(id);
  const does = intentsOfOperation(operation).map((intent) => intents.get(intent) ?? 0.5);
  const wanted = Math.max(...does) * (isOneOfList(operation) ? 0.8 : 1);
  return provider !== undefined && operation.provider !== provider ? wanted * 0.2 : wanted;
}

/** Who asks in everyday words has no id yet, so the list comes before the read of one. */
function isOneOfList({ id, http }: AnyOperation): boolean {
  return id.endsWith('.get') && http?.endsWith('}') === true;
}

/** Turns of phrase that say what they mean without naming it, and the words that do. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [
    /^who (?:has |have )?(?:let|gave|give|created|made|deleted|removed|added|changed|turned|invited|approved|raised|lowered|switched|archived|touched|messed|broke|renamed|revoked|rotated|disabled|enabled|set|did)\b/i,
    'audit log changed who did',
  ],
  [/\b(?:what|anything) (?:has )?(?:changed|happened)\b/i, 'audit log history events'],
  [/\S+@\S+\.\w+/, 'person member email'],
  [/(?:\$|€)\s?\d|\b\d[\d,.]*k? ?(?:dollars|usd|bucks|euros?)\b|\bmoney\b/i, 'money spend limit budget'],
  [/\bwho (?:did|was|is) (?:it|this|that|behind|responsible)\b|\bfind out who\b/i, 'audit log who did changed'],
  [/\b(?:a|per|every) (?:minute|min)\b|\b[rt]pm\b|\/min\b/i, 'rate limit requests tokens minute'],
  [/\b(?:say|says|said|give|gave) (?:yes|ok|okay)\b/i, 'approve'],
  [/#[a-z][\w-]+/i, 'slack channel'],
  [/\b(?:log|sign)\w* \S+(?: \S+)? out\b/i, 'sign out sessions'],
];

/** What a word may stand for is weaker evidence than the word. */
const meantWeight = 0.4;

function inOurWords(request: string): string {
  // What the words stand for comes after the words themselves, and counts for less.
  const meant = phrases.filter(([shape]) => shape.test(request)).map(([, words]) => words);
  if (speaksOfKey(request)) meant.push('api key');
  return [request, ...meant].join(' ');
}

function wishFit(id: string, provider: ProviderId | undefined): number {
  const wish = wishOf(id);
  return provider !== undefined && wish.provider !== provider ? 0.2 : 0.85;
}

/** People name a key by how it begins. */
function speaksOfKey(request: string): boolean {
  const begins = providers.flatMap(({ secrets }) => secrets.map((shape) => shape.begins));
  return request.split(/\s+/).some((word) => begins.some((begin) => word.startsWith(begin)));
}

/** The provider that a request names, if it names one only. */
function providerIn(request: string): ProviderId | undefined {
  const meant = providers.filter(({ named }) => named.test(request));
  return meant.length === 1 ? meant[0]?.id : undefined;
}

function findingOf(id: string): Finding {
  return id.startsWith(wishPrefix) ? { wish: wishOf(id) } : { operation: operationById(id) };
}

function wishOf(id: string): Wish {
  return wishes[Number(id.slice(wishPrefix.length))] as Wish;
}

async function buildIndex(): Promise<MiniSearch<Indexed>> {
  const { default: Search } = await import('minisearch');
  const made = new Search<Indexed>({
    fields: ['resource', 'everyday', 'asks', 'summary', 'parameters'],
    tokenize: wordsOf,
    processTerm: stemmed,
  });
  made.addAll(everyOperation.map(indexed));
  made.addAll(
    wishes.map(({ provider, title, reason, everyday = '' }, place) => ({
      id: `${wishPrefix}${place}`,
      resource: `${provider} ${title}`,
      everyday,
      asks: '',
      summary: reason,
      parameters: '',
    })),
  );
  return made;
}

function indexed(operation: AnyOperation): Indexed {
  const { id, summary, words = [], asks = '' } = operation;
  return {
    id,
    resource: resourceOf(id).split('.').slice(1).join(' ').replaceAll('_', ' '),
    everyday: words.join(' '),
    asks,
    summary,
    parameters: parameterNames(operation.input()).join(' ').replaceAll('_', ' '),
  };
}

function resourceOf(id: string): string {
  const resource = id.slice(0, id.lastIndexOf('.'));
  // Each report is a thing of its own.
  return resource.endsWith('.usage') ? id : resource;
}

/** Words that every request has and that tell nothing. */
const idle = new Set(
  'a an the i we my our your me us it its this that these those to of for in on at by with from and or is are was were be been do does did can could would should will want need please how have has had get got any all as so not no there their them they he she his her him if into out up down per just about than then also still let lets us'.split(
    ' ',
  ),
);

function wordsOf(text: string): string[] {
  const words = text
    .toLowerCase()
    .replaceAll(/['’]\w+\b/g, '')
    .split(/[^a-z0-9]+/);
  return words.filter((word) => word !== '' && !idle.has(word));
}

/** Enough of a stem that one word's forms meet. */
function stemmed(word: string): string {
  if (word.length <= 3) return word;
  const base = word
    .replace(/ies$/, 'y')
    .replace(/(?:sses|shes|ches|xes)$/, (end) => end.slice(0, -2))
    .replace(/([^s])s$/, '$1');
  const shorter = base.replace(/(?:ing|ed)$/, '');
  return shorter.length > 2 ? shorter.replace(/([^aeiou])\1$/, '$1').replace(/e$/, '') : base.replace(/e$/, '');
}
