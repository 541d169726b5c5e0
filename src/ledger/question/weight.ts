import type { ReportDefinition } from '../../catalogue/report.ts';
import { addExact, compareExact, type Exact } from '../exact.ts';
import type { Fact } from '../fact.ts';
import { amountsOf, usualCurrency } from '../money.ts';

/** What a fact weighs in a ranking or a chart; undefined where that is unknown. */
export type Weight = (fact: Fact) => Exact | undefined;

/** The measures that together say how much was used: what facts without money are ranked by. */
export function headlineOf(report: ReportDefinition): readonly string[] {
  return report.headline ?? report.measures.slice(0, 1);
}

/**
 * Money where the report has some, in one currency, since amounts of two cannot be compared; else the sum of the headline
 * measures.
 */
export function weightFor(report: ReportDefinition, facts: readonly Fact[]): Weight {
  if (report.money) {
    const currency = mainCurrency(facts);
    return ({ money }) => money?.amounts[currency];
  }
  const headline = headlineOf(report);
  return ({ measures }) => {
    const known = headline.map((path) => measures[path]?.known).filter((each) => each !== undefined);
    return known.length === 0 ? undefined : known.reduce(addExact);
  };
}

/** For sorting, exactly; what weighs an unknown amount comes last. */
export function heaviestFirst(weight: Weight): (a: Fact, b: Fact) => number {
  return (a, b) => {
    const [left, right] = [weight(a), weight(b)];
    if (left === undefined) return right === undefined ? byOtherMoney(a, b) : 1;
    return right === undefined ? -1 : compareExact(right, left);
  };
}

/** Of groups in other currencies those of one stand together, each the largest first. */
function byOtherMoney(a: Fact, b: Fact): number {
  const [[code = '~', amount] = [], [otherCode = '~', other] = []] = [a, b].map(
    ({ money }) => money && amountsOf(money)[0],
  );
  if (code !== otherCode) return code < otherCode ? -1 : 1;
  return amount && other ? other.cmp(amount) : 0;
}

/** The currency in which amounts are compared, where there are several. */
export function mainCurrency(facts: readonly Fact[]): string {
  const found = new Set(facts.flatMap(({ money }) => Object.keys(money?.amounts ?? {})));
  return found.has(usualCurrency) ? usualCurrency : ([...found].sort()[0] ?? usualCurrency);
}
