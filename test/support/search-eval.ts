import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findOperations } from '../../src/catalogue/search/search.ts';

interface Request {
  readonly request: string;
  /** Any of these is a right first step. */
  readonly operations?: readonly string[];
  /** The title of a wish that no API offers. */
  readonly wish?: string;
}

export interface Evaluation {
  readonly requests: number;
  readonly first: number;
  readonly firstThree: number;
  readonly missed: readonly {
    readonly request: string;
    readonly wanted: readonly string[];
    readonly found: readonly string[];
  }[];
}

/** How often the right operation is the first, and among the first three, that the search finds. */
export async function evaluate(file: 'tuning' | 'held-back'): Promise<Evaluation> {
  const text = readFileSync(path.join(import.meta.dirname, '..', 'eval', `${file}.json`), 'utf8');
  const requests = JSON.parse(text) as Request[];
  let first = 0;
  const missed: Evaluation['missed'][number][] = [];
  for (const { request, operations, wish } of requests) {
    const wanted = operations ?? [wish ?? ''];
    const found = (await findOperations(request, 3)).map((each) =>
      'wish' in each ? each.wish.title : each.operation.id,
    );
    if (wanted.includes(found[0] ?? '')) first += 1;
    if (!found.some((each) => wanted.includes(each))) missed.push({ request, wanted, found });
  }
  return { requests: requests.length, first, firstThree: requests.length - missed.length, missed };
}
