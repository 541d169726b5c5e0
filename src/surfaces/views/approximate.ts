import { type Exact, exactText } from '../../ledger/exact.ts';

/** A number near to an exact one, for drawing and for shortened figures; sums are made of exact ones. */
export function approximately(value: Exact | undefined): number {
  return value === undefined ? 0 : Number(exactText(value));
}
