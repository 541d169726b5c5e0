import type { Measure } from './measure.ts';
import type { Filters } from './query.ts';
import type { Row } from './rows.ts';

/** What the reports whose rows are ranked have in common. */

export const rowsPerPage = { usual: 20, most: 1000 };

export interface RankedQuery extends Filters {
  readonly starting_at: number;
  readonly ending_at?: number | undefined;
  readonly limit?: number | undefined;
  readonly page?: string | undefined;
  readonly group_by: readonly string[];
  readonly order: 'asc' | 'desc';
  readonly order_by: string;
  readonly exclude_deleted_users: boolean;
}

/** What a report measures, how it ranks, and how it writes a row. */
export interface Ranking<Value> {
  readonly measure: Measure<Value>;
  /** Ascending by the metric that `order_by` names, or by the report's usual one. */
  readonly compare: (orderBy: string, a: Value, b: Value) => number;
  readonly wire: (row: Row<Value>) => object[];
}
