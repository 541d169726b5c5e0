import type { DimensionOf, FiltersOf, MeasureOf, ReportId, WidthOf } from '../../catalogue/typed.ts';

/** What a report is asked. */
export interface Question<Id extends ReportId = ReportId> {
  /** `30d`, `today`, `2026-11-01`; or a whole month: `last month`, `2026-10`. 30 days when omitted. */
  readonly since?: string;
  /** Exclusive; now when omitted. */
  readonly until?: string;
  /** Where days begin, such as `Europe/Berlin`; UTC when omitted. */
  readonly timezone?: string;
  /** What to tell apart, by full or short names: `project_id` or `project`. */
  readonly by?: readonly Word<DimensionOf<Id>>[];
  /** How wide the intervals are; a day when omitted. */
  readonly bucket?: WidthOf<Id>;
  /** False leaves ids as they are, which saves calls. */
  readonly names?: boolean;
  /** Further parameters of the operation, which narrow it. */
  readonly filters?: FiltersOf<Id>;
}

/** What a report says over a period. */
export interface Report<Id extends ReportId = ReportId> {
  /** What it is, in words: the report, its period, its intervals. */
  readonly title: string;
  /** The period that was asked for, as `2026-11-01T00:00:00.000Z`; `until` is exclusive. */
  readonly since: string;
  readonly until: string;
  /** One for each group in each interval, oldest first. */
  readonly rows: readonly ReportRow<Id>[];
  /** One for each group over the whole period, the heaviest first, with its share. */
  readonly groups: readonly ReportGroup<Id>[];
  /** The sum of it all; undefined where there is nothing. */
  readonly total: ReportRow<Id> | undefined;
  /** What is missing, as sentences: names that cannot be read, amounts that nobody knows. */
  readonly notes: readonly string[];
}

/**
 * One group, in the fields that the command line and the tools give: its dimensions, each with its name, what was used
 * under the provider's names, and the cost. Null is what nobody knows, and never zero.
 */
export type ReportRow<Id extends ReportId = ReportId> = {
  /** The interval, as `2026-11-01T00:00:00Z`; the end is exclusive. */
  readonly starting_at: string;
  readonly ending_at: string;
  /** The cost as a decimal text, in whole units of the currency: `amount_usd`. */
  readonly [amount: `amount_${string}`]: string | null;
  readonly currency?: string | null;
  /** The same before discounts, where the report tells. */
  readonly [amount: `list_amount_${string}`]: string | null;
} & { readonly [Dimension in DimensionOf<Id>]?: string | null } & {
  readonly [Dimension in DimensionOf<Id> as NameOf<Dimension>]?: string | null;
} & {
  /** A number; its digits as text where a number of JavaScript would not be exact. */
  readonly [Measure in MeasureOf<Id>]?: number | string | null;
};

/** One group over the whole period. Its share is of the report's cost or use, from 0 to 1. */
export type ReportGroup<Id extends ReportId = ReportId> = ReportRow<Id> & { readonly share: number | null };

type NameOf<Dimension extends string> = Dimension extends `${infer Thing}_id` ? `${Thing}_name` : never;

/** A dimension by its name, or by what is left of it without what goes without saying. */
type Word<Dimension extends string> =
  | Dimension
  | (Dimension extends `${infer Thing}_id` ? Thing : never)
  | (Dimension extends `api_${infer Thing}_id` ? Thing : never)
  | (Dimension extends `service_${infer Thing}` ? Thing : never);
