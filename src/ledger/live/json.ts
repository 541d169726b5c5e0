import type { AnyOperation } from '../../catalogue/define.ts';
import { ProviderError } from '../../errors.ts';
import { cleanText } from '../../internal/clean-text.ts';

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a dotted path; undefined where nothing does. */
export function at(value: unknown, path: string): unknown {
  let here = value;
  for (const part of path.split('.')) {
    if (!isObject(here)) return undefined;
    here = here[part];
  }
  return here;
}

interface Misread {
  /** Such as `data[0].results[2]`. */
  readonly place: string;
  readonly field?: string;
  readonly value: unknown;
  /** What it should have been: `a number`. */
  readonly expected: string;
}

/** The answer came, but holds something that must not be guessed at. */
export function unreadable({ id }: AnyOperation, { place, field, value, expected }: Misread): ProviderError {
  const where = field === undefined ? place : `${field} of ${place}`;
  const found = value === undefined ? 'missing' : `«${cleanText(JSON.stringify(value), 60)}»`;
  return new ProviderError(
    'provider',
    'answer_unreadable',
    `The answer to ${id} cannot be read: ${where} is ${found}, not ${expected}.`,
    { hint: 'Nothing was added up. A period or a grouping without that row may work; the provider can mend it.' },
  );
}
