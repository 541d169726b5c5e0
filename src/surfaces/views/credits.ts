import { addExact, compareExact, decimalOf, type Exact } from '../../ledger/exact.ts';
import type { Fact } from '../../ledger/fact.ts';
import type { ReportResult } from '../../ledger/live/ask.ts';
import { amountText } from '../../ledger/money.ts';
import { mainCurrency, type Weight } from '../../ledger/question/weight.ts';

/** What the groups of a report add up to, apart: what was spent or used, and what was given back. */
export interface Credits {
  readonly spent: Exact | undefined;
  readonly givenBack: Exact | undefined;
}

export function creditsOf(groups: readonly Fact[], weight: Weight): Credits {
  const known = groups.map(weight).filter((each) => each !== undefined);
  const sum = (parts: readonly Exact[]) => (parts.length === 0 ? undefined : parts.reduce(addExact));
  return {
    spent: sum(known.filter((each) => compareExact(each, 0n) > 0)),
    givenBack: sum(known.filter((each) => compareExact(each, 0n) < 0)),
  };
}

/** That a total is less than what was spent, and what shares are shares of. */
export function creditsText({ spent = 0n, givenBack }: Credits, { report, facts }: ReportResult): string[] {
  if (!report.money || givenBack === undefined) return [];
  const text = (amount: Exact) => amountText(decimalOf(amount), mainCurrency(facts));
  return [`Credits of ${text(givenBack)} are in the total; shares are of the ${text(spent)} that was spent.`];
}
