import type { Under } from './listing.ts';

/**
 * What a report over time looks like, so that one runner can ask any of them for a period and add up the answer.
 * Source: the providers' reference pages of usage and cost reports.
 */
export interface ReportDefinition {
  /** The question over everything that this report answers for its organisation: what it cost, or how much was used. */
  readonly main?: 'cost' | 'usage';
  /** Names of the parameters that bound the period; `end` is absent where a report covers one day per call. */
  readonly start: string;
  readonly end?: string;
  /** True where leaving out `end` means up to now, the interval that has begun included. */
  readonly openEnded?: true;
  /** The longest range that one request may cover, in days; unlimited when absent. */
  readonly longestDays?: number;
  /** How a moment is written: RFC 3339, unix seconds, or a UTC day. */
  readonly time: 'rfc3339' | 'unix' | 'date';
  /** The parameter for the width of a bucket, and the most buckets that one page may hold for each width. */
  readonly width?: { readonly parameter: string; readonly most: Readonly<Partial<Record<BucketWidth, number>>> };
  /**
   * `buckets`: a list of intervals, each with `results`. `rows`: one flat row per group and interval.
   * `day`: records of a single day.
   */
  readonly shape: 'buckets' | 'rows' | 'day';
  /** The parameter that takes dimensions to group by; absent where the report has none. */
  readonly groupBy?: string;
  /** Dimensions that every result carries without being grouped by. */
  readonly own?: readonly string[];
  /** Numbers that may be added up, as dotted paths into a result. */
  readonly measures: readonly string[];
  /** The measures that together say how much was used, for a chart or a ranking; the first measure when absent. */
  readonly headline?: readonly string[];
  /**
   * Dimensions that come only with another one. Grouped by `dimension`, results either carry them as a field, or as
   * the beginning of its text, up to `endsAt`.
   */
  readonly via?: Readonly<Record<string, { readonly dimension: string; readonly endsAt?: string }>>;
  /** Where the money is, if there is any, its unit, where its currency is, and where the price before discounts. */
  readonly money?: {
    readonly path: string;
    readonly unit: 'cents' | 'dollars';
    readonly currency: string;
    readonly list?: string;
  };
  /** A measure whose unit each result names, so that it is added up only where that is the same; told `within` a dimension. */
  readonly perUnit?: { readonly measure: string; readonly unit: string; readonly within: string };
  /**
   * Records that split into parts, a list at `path`: these have the dimension, some of the measures, and the money. Told
   * apart by the dimension, the parts are the rows, and have no other measures.
   */
  readonly parts?: { readonly path: string; readonly dimension: string; readonly measures: readonly string[] };
  /** Rules of the provider that its refusals do not explain: what such a refusal says, and which question works. */
  readonly rules?: readonly { readonly says: RegExp; readonly instead: string }[];
  /** What is never in this report and where it is, said where the report is empty. */
  readonly elsewhere?: string;
  /** Which list resolves the ids of a dimension to names. */
  readonly names?: Readonly<Record<string, NameSource>>;
}

export type BucketWidth = '1m' | '1h' | '1d';

/** A list whose items carry the names for the ids of a dimension. */
export interface NameSource {
  /** The list operation. */
  readonly list: string;
  /** The field that holds the name. */
  readonly name: string;
  /** How ids begin, so that a name can be told from one. */
  readonly idPrefix?: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly under?: Under;
  /** What a null in this dimension stands for once it is grouped by. */
  readonly absent?: string;
}
