import type { ApiKey } from '../../directory/keys.ts';
import type { Gap } from '../../directory/listed.ts';
import type { Person } from '../../directory/people.ts';
import { exactText } from '../../ledger/exact.ts';
import type { Runaway } from '../../ledger/live/keys.ts';
import type { Column, Row, Table } from './table.ts';

interface Found<Item> {
  readonly items: readonly Item[];
  readonly gaps: readonly Gap[];
  /** What to say where nothing was found. */
  readonly nothing: string;
}

/** People of all connections. Null is what a provider does not tell. */
export function peopleTable(found: Found<Person>): Table {
  const columns: Column[] = [
    { name: 'name', kind: 'text' },
    { name: 'role', kind: 'text' },
    { name: 'connection', kind: 'text' },
    { name: 'email', kind: 'text' },
    { name: 'joined_at', kind: 'time' },
    { name: 'provider', kind: 'text', repeats: true },
    { name: 'is_owner', kind: 'text', repeats: true },
    { name: 'person_id', kind: 'id', repeats: true },
  ];
  return tableOf('People', columns, found, ({ name, email, role, isOwner, connection, provider, id, joinedAt }) => ({
    name: name ?? null,
    role: role ?? null,
    connection,
    email: email ?? null,
    joined_at: momentText(joinedAt),
    provider,
    is_owner: isOwner ?? null,
    person_id: id,
  }));
}

/** Keys that nobody used. `never_used` tells a key of which no use is known from one that was never used. */
export function unusedKeysTable(found: Found<ApiKey>): Table {
  const columns: Column[] = [
    { name: 'name', kind: 'text' },
    { name: 'last_used_at', kind: 'time' },
    { name: 'connection', kind: 'text' },
    { name: 'created_at', kind: 'time' },
    { name: 'key_id', kind: 'id' },
    { name: 'owner', kind: 'text' },
    { name: 'never_used', kind: 'text' },
    { name: 'within', kind: 'id', repeats: true },
    { name: 'provider', kind: 'text', repeats: true },
  ];
  return tableOf('Unused keys', columns, found, (key) => ({
    name: key.name ?? null,
    last_used_at: momentText(key.lastUsedAt),
    connection: key.connection,
    created_at: momentText(key.createdAt),
    key_id: key.id,
    owner: key.owner?.email ?? key.owner?.name ?? key.owner?.id ?? null,
    never_used: key.lastUsedAt === undefined ? null : key.lastUsedAt === null,
    within: key.within ?? null,
    provider: key.provider,
  }));
}

/** Keys that suddenly spend more: what they spent on a day before and lately, and how many times as much that is. */
export function runawayKeysTable(found: Found<Runaway>): Table {
  const codes = [...new Set(found.items.map(({ currency }) => currency))];
  const money = codes.flatMap((currency): Column[] => [
    { name: dailyField(currency, 'before'), kind: 'money', currency },
    { name: dailyField(currency, 'lately'), kind: 'money', currency },
  ]);
  const columns: Column[] = [
    { name: 'name', kind: 'text' },
    ...money,
    { name: 'times', kind: 'count' },
    { name: 'connection', kind: 'text' },
    { name: 'key_id', kind: 'id' },
    { name: 'provider', kind: 'text', repeats: true },
  ];
  return tableOf('Runaway keys', columns, found, ({ name, key, before, lately, currency, times, ...where }) => ({
    name: name ?? null,
    [dailyField(currency, 'before')]: exactText(before),
    [dailyField(currency, 'lately')]: exactText(lately),
    times: times.toFixed(1),
    connection: where.connection,
    key_id: key,
    provider: where.provider,
  }));
}

function tableOf<Item>(
  title: string,
  columns: readonly Column[],
  { items, gaps, nothing }: Found<Item>,
  rowOf: (item: Item) => Row,
): Table {
  const rows = items.map(rowOf);
  return { title, columns, ordered: true, rows, records: rows, nothing, notes: gaps.map(gapText) };
}

/** `daily_usd_before`: money a day, as text in whole units. */
function dailyField(currency: string, when: 'before' | 'lately'): string {
  return `daily_${currency.toLowerCase()}_${when}`;
}

/** What could not be read, as a sentence. */
export function gapText({ connection, operation, reasons }: Gap): string {
  return `${connection}: ${operation} could not be read in full: ${reasons.join('; ')}.`;
}

function momentText(moment: number | null | undefined): string | null {
  return moment === null || moment === undefined ? null : new Date(moment).toISOString();
}
