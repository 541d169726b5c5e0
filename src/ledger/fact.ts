import { addExact, type Exact } from './exact.ts';
import { addMoney, type Money } from './money.ts';

/** What was used and what it cost in one interval, for one group; or a sum of such facts. */
export interface Fact {
  /** The interval, as `2026-11-01T00:00:00Z`; the end is exclusive. Such texts sort by time. */
  readonly starting_at: string;
  readonly ending_at: string;
  /** The dimensions that were asked for; null where the provider gives none. */
  readonly dimensions: Readonly<Record<string, string | null>>;
  /** Numbers that may be added up, by the dotted path of the measure. */
  readonly measures: Readonly<Record<string, Quantity>>;
  /** Undefined where the report has no money at all. */
  readonly money: Money | undefined;
  /** The same before discounts, where the report tells. */
  readonly list?: Money | undefined;
}

/** A measured number. Absent is not zero: what a provider left out is counted, and not part of what is known. */
export interface Quantity {
  /** The exact sum of what is known; undefined where nothing is. */
  readonly known: Exact | undefined;
  /** How many facts have this number unknown. */
  readonly unknown: number;
}

export function addQuantities(a: Quantity, b: Quantity): Quantity {
  const known = a.known === undefined || b.known === undefined ? (a.known ?? b.known) : addExact(a.known, b.known);
  return { known, unknown: a.unknown + b.unknown };
}

/** Both facts as one, with the dimensions of the first, over the time from the earlier start to the later end. */
export function addFacts(a: Fact, b: Fact): Fact {
  const measures: Record<string, Quantity> = { ...a.measures };
  for (const [path, quantity] of Object.entries(b.measures)) {
    const sum = measures[path];
    measures[path] = sum ? addQuantities(sum, quantity) : quantity;
  }
  return {
    dimensions: a.dimensions,
    starting_at: inOrder(a.starting_at, b.starting_at)[0],
    ending_at: inOrder(a.ending_at, b.ending_at)[1],
    measures,
    money: eitherOrSum(a.money, b.money),
    ...((a.list ?? b.list) && { list: eitherOrSum(a.list, b.list) }),
  };
}

function eitherOrSum(a: Money | undefined, b: Money | undefined): Money | undefined {
  return a && b ? addMoney(a, b) : (a ?? b);
}

/** Moments in one notation sort as text. */
function inOrder(a: string, b: string): readonly [earlier: string, later: string] {
  return a < b ? [a, b] : [b, a];
}
