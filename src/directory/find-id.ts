import { operationById } from '../catalogue/index.ts';
import type { NameSource } from '../catalogue/report.ts';
import { InputError } from '../errors.ts';
import type { Execution } from '../gate/execution.ts';
import { quoted } from '../internal/mistakes.ts';
import { nearest } from '../internal/nearest.ts';
import { type Item, itemsOf, Troubles } from './items.ts';

interface Wanted {
  readonly source: NameSource;
  /** Names, e-mail addresses or ids, as people write them. */
  readonly texts: readonly string[];
  /** The parameter that they are for. */
  readonly parameter: string;
  readonly execution: Execution;
}

/**
 * The ids of what people call by name or e-mail, by the text that they wrote.
 * @throws InputError for a name that nothing has, or more than one thing; it says what is near, or which ones.
 */
export async function idsNamed({ source, texts, parameter, execution }: Wanted): Promise<ReadonlyMap<string, string>> {
  const { list, name, ...rest } = source;
  const troubles = new Troubles();
  const items: Item[] = [];
  for await (const { item } of itemsOf({ list: operationById(list), ...rest }, execution, troubles)) items.push(item);
  const unread = [...troubles.reasons];
  const namesIn = (item: Item) => [item.id, item[name], item['email']].filter((each) => typeof each === 'string');
  const found = new Map<string, string>();
  for (const text of texts) {
    const wanted = text.trim().toLowerCase();
    const fitting = items.filter((item) => namesIn(item).some((each) => each.toLowerCase() === wanted));
    const [only, another] = new Set(fitting.map(({ id }) => id));
    if (another !== undefined) throw ambiguous(parameter, text, [...new Set(fitting.map(({ id }) => id))]);
    if (only === undefined) throw unknown(parameter, text, items.flatMap(namesIn), unread);
    found.set(text, only);
  }
  return found;
}

function ambiguous(parameter: string, text: string, ids: readonly string[]): InputError {
  return new InputError('name_ambiguous', (write) => `${write(parameter)}: ${ids.length} are named ${quoted(text)}.`, {
    parameter,
    allowed: ids,
    hint: `Say which by its id: ${ids.slice(0, 10).join(', ')}.`,
  });
}

function unknown(parameter: string, text: string, names: readonly string[], unread: readonly string[]): InputError {
  const [close] = nearest(text, names);
  const why = unread.length > 0 ? ` Not every list could be read: ${unread.join('; ')}.` : '';
  return new InputError('name_unknown', (write) => `${write(parameter)}: nothing is named ${quoted(text)}.`, {
    parameter,
    hint: `${close === undefined ? 'Write its id, or the name or e-mail that its list shows.' : `Did you mean ${quoted(close)}?`}${why}`,
  });
}
