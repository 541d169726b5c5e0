import type { ReportDefinition } from '../../catalogue/report.ts';
import { type Decimal, dollarsFrom } from '../money.ts';

/** One group in one interval, as the provider reported it. */
export interface ReportRow {
  /** The interval, RFC 3339 in UTC. */
  readonly starting_at: string;
  readonly ending_at: string;
  /** The dimensions that were asked for; null where the provider gives none. */
  readonly dimensions: Readonly<Record<string, string | null>>;
  /** Whole numbers by the dotted path of the measure. */
  readonly measures: Readonly<Record<string, number>>;
  /** In dollars; undefined in reports without money. */
  readonly money: Decimal | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** The rows of one page. */
export function rowsOf(
  report: ReportDefinition,
  page: { readonly data: readonly unknown[] },
  dimensions: readonly string[],
): ReportRow[] {
  if (report.shape !== 'buckets') return page.data.map((item) => rowOf(report, item as Json, item as Json, dimensions));
  return page.data.flatMap((item) => {
    const bucket = item as Json;
    const results = Array.isArray(bucket['results']) ? (bucket['results'] as Json[]) : [];
    return results.map((result) => rowOf(report, bucket, result, dimensions));
  });
}

function rowOf(report: ReportDefinition, bounds: Json, result: Json, dimensions: readonly string[]): ReportRow {
  return {
    ...intervalOf(bounds),
    dimensions: Object.fromEntries(dimensions.map((name) => [name, dimensionIn(report, result, name)])),
    measures: Object.fromEntries(report.measures.map((path) => [path, numberAt(result, path)])),
    money: report.money && dollarsFrom(at(result, report.money.path), report.money.unit),
  };
}

const dayMs = 86_400_000;

function intervalOf(bounds: Json): { starting_at: string; ending_at: string } {
  if (typeof bounds['start_time'] === 'number') {
    return { starting_at: iso(bounds['start_time'] * 1000), ending_at: iso(Number(bounds['end_time']) * 1000) };
  }
  if (typeof bounds['date'] === 'string') {
    const from = Date.parse(bounds['date']);
    return { starting_at: iso(from), ending_at: iso(from + dayMs) };
  }
  return { starting_at: String(bounds['starting_at']), ending_at: String(bounds['ending_at']) };
}

function iso(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** New reports gather dimensions under `group`; an actor is an object with one telling field. */
function dimensionIn(report: ReportDefinition, result: Json, name: string): string | null {
  const via = report.via?.[name];
  if (via?.endsAt !== undefined) return dimensionIn(report, result, via.dimension)?.split(via.endsAt)[0] ?? null;
  const group = result['group'] as Json | undefined;
  const value = group ? group[name] : at(result, name);
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? actorName(value as Json) : String(value);
}

function actorName(actor: Json): string | null {
  for (const field of ['email_address', 'api_key_name', 'user_id', 'service_account_id', 'api_key_id', 'subject']) {
    if (typeof actor[field] === 'string') return actor[field];
  }
  return null;
}

function numberAt(result: Json, path: string): number {
  const value = Number(at(result, path) ?? 0);
  return Number.isFinite(value) ? value : 0;
}

function at(value: unknown, path: string): unknown {
  let here = value;
  for (const part of path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Json)[part];
  }
  return here;
}
