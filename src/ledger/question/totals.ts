import { addFacts, type Fact } from '../fact.ts';
import { written } from './period.ts';
import { dayAfter, type Zone } from './zone.ts';

/** Adds facts that agree in `keyOf`; a sum has the first one's dimensions. The order is that of arrival. */
export function addUp(facts: Iterable<Fact>, keyOf: (fact: Fact) => string): Fact[] {
  const sums = new Map<string, Fact>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const sum = sums.get(key);
    sums.set(key, sum ? addFacts(sum, fact) : fact);
  }
  return [...sums.values()];
}

/** One fact per group and interval. */
export function byIntervalAndGroup(facts: Iterable<Fact>): Fact[] {
  return addUp(facts, ({ starting_at, dimensions }) => JSON.stringify([starting_at, dimensions]));
}

/** The same, facts of hours or minutes added up to the days of a zone. */
export function byDaysOf(zone: Zone, facts: readonly Fact[]): Fact[] {
  const text = (moment: number) => String(written(moment, 'rfc3339'));
  const bounds = new Map<string, Pick<Fact, 'starting_at' | 'ending_at'>>();
  const boundsOf = (day: string) => {
    const found = bounds.get(day) ?? {
      starting_at: text(zone.startOf(day)),
      ending_at: text(zone.startOf(dayAfter(day))),
    };
    bounds.set(day, found);
    return found;
  };
  return byIntervalAndGroup(facts.map((fact) => ({ ...fact, ...boundsOf(zone.dayOf(Date.parse(fact.starting_at))) })));
}

/** One fact per group over the whole period. */
export function byGroup(facts: Iterable<Fact>): Fact[] {
  return addUp(facts, ({ dimensions }) => JSON.stringify(dimensions));
}

/** One fact per interval. */
export function byInterval(facts: Iterable<Fact>): Fact[] {
  return addUp(facts, ({ starting_at }) => starting_at);
}

export function total(facts: Iterable<Fact>): Fact | undefined {
  return addUp(facts, () => 'all')[0];
}
