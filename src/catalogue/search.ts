import type MiniSearch from 'minisearch';
import type { AnyOperation } from './define.ts';
import { catalogue, operationById } from './index.ts';
import { synonyms } from './synonyms.ts';
import { type Wish, wishes } from './wishes.ts';

export type Finding = { readonly operation: AnyOperation } | { readonly wish: Wish };

interface Indexed {
  readonly id: string;
  /** Words of the id, the last one, the verb, aside. */
  readonly resource: string;
  readonly verb: string;
  readonly summary: string;
  readonly parameters: string;
}

const wishPrefix = 'wish:';

/** Words that every request has and that tell nothing. */
const idle = new Set(
  'a an the i we my our your me us it its this that these those to of for in on at by with from and or is are was were be been do does did can could would should will want need please how much many have has had get any all as so not no there their them they he she his her him if into out up down per just about than more most than then only also still let lets been being'.split(
    ' ',
  ),
);

let index: MiniSearch<Indexed> | undefined;

/** The operations that an everyday request is about, best first; a wish that no API offers among them. */
export async function findOperations(request: string, most: number): Promise<Finding[]> {
  index ??= await buildIndex();
  const found = index.search(wordsOf(request).join(' '), {
    boost: { resource: 2.2, verb: 1.6, summary: 1.4, parameters: 0.5 },
    prefix: (term) => term.length > 3,
    fuzzy: (term) => (term.length > 5 ? 0.15 : false),
    weights: { prefix: 0.5, fuzzy: 0.3 },
    processTerm: (term) => expanded(term),
  });
  return found.slice(0, most).map(({ id }) => findingOf(String(id)));
}

function findingOf(id: string): Finding {
  if (!id.startsWith(wishPrefix)) return { operation: operationById(id) };
  return { wish: wishes[Number(id.slice(wishPrefix.length))] as Wish };
}

async function buildIndex(): Promise<MiniSearch<Indexed>> {
  const { default: Search } = await import('minisearch');
  const made = new Search<Indexed>({
    fields: ['resource', 'verb', 'summary', 'parameters'],
    tokenize: wordsOf,
    processTerm: stemmed,
  });
  made.addAll(catalogue.map(indexed));
  made.addAll(
    wishes.map(({ provider, title, reason }, place) => ({
      id: `${wishPrefix}${place}`,
      resource: `${provider} ${title}`,
      verb: '',
      summary: reason,
      parameters: '',
    })),
  );
  return made;
}

function indexed(operation: AnyOperation): Indexed {
  const parts = operation.id.split('.');
  return {
    id: operation.id,
    resource: parts.slice(0, -1).join(' ').replaceAll('_', ' '),
    verb: (parts.at(-1) ?? '').replaceAll('_', ' '),
    summary: operation.summary,
    parameters: Object.keys(operation.input().shape).join(' ').replaceAll('_', ' '),
  };
}

function wordsOf(text: string): string[] {
  const words = text
    .toLowerCase()
    .replaceAll(/['’]s\b/g, '')
    .split(/[^a-z0-9]+/);
  return words.filter((word) => word !== '' && !idle.has(word));
}

function expanded(term: string): string[] {
  const stem = stemmed(term);
  const known = synonyms[term] ?? synonyms[stem] ?? [];
  return [...new Set([stem, ...known.map(stemmed)])];
}

/** Enough of a stem that one word's forms meet. */
function stemmed(word: string): string {
  if (word.length <= 3) return word;
  const base = word
    .replace(/ies$/, 'y')
    .replace(/(?:sses|shes|ches|xes)$/, (end) => end.slice(0, -2))
    .replace(/([^s])s$/, '$1');
  const shorter = base.replace(/(?:ing|ed)$/, '');
  return shorter.length > 3 ? shorter.replace(/([^aeiou])\1$/, '$1').replace(/e$/, '') : base.replace(/e$/, '');
}
