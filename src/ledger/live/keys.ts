import { operationById } from '../../catalogue/index.ts';
import type { KeyReport } from '../../catalogue/listing.ts';
import { Troubles } from '../../directory/items.ts';
import { type ApiKey, keysIn } from '../../directory/keys.ts';
import { type Gap, gapFrom, listsOf, onceEach, type Reach, readyOn } from '../../directory/listed.ts';
import { resolveNames } from '../../directory/names.ts';
import type { Execution } from '../../gate/execution.ts';
import type { ProviderId } from '../../providers/index.ts';
import { type KeyTrend, runaways, unused } from '../question/key-trends.ts';
import { askReport, type ReportResult } from './ask.ts';

/** Over how many days, back from when, keys are judged. */
export interface Look {
  readonly now: number;
  readonly days: number;
}

/**
 * Keys in force, made at least `days` ago and not used since, over all connections; oldest first. A key of which nobody
 * can tell is not among them. `gaps` are the lists and reports that could not be read.
 * @throws ConnectionError when the caller cancelled.
 */
export async function unusedKeys(
  reach: Reach,
  look: Look,
): Promise<{ readonly keys: readonly ApiKey[]; readonly gaps: readonly Gap[] }> {
  const listed = await keysIn(reach);
  const inForce = listed.keys.filter(({ isOn, expiresAt }) => isOn !== false && (expiresAt ?? look.now) >= look.now);
  const byReport = Map.groupBy(inForce, ({ connection, use }) => JSON.stringify([connection, use]));
  const keys: ApiKey[] = [];
  const gaps = [...listed.gaps];
  for (const group of byReport.values()) {
    const [{ connection, use } = {}] = group;
    if (connection === undefined || !use) {
      const told = group.filter(({ lastUsedAt }) => lastUsedAt !== undefined);
      keys.push(...unused(told, [], '', look));
      continue;
    }
    const asked = await askBy(use, connection, look, reach);
    gaps.push(...asked.gaps);
    if (asked.result) keys.push(...unused(group, asked.result.facts, use.dimension, look));
  }
  return { keys: keys.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0)), gaps };
}

/** A key whose spend rose, and where it was found. */
export interface Runaway extends KeyTrend {
  readonly provider: ProviderId;
  readonly connection: string;
  readonly name: string | undefined;
}

/**
 * Keys that in the `lately` last days spent `times` as much a day as in the rest of the `days`, over all connections,
 * steepest first. `gaps` are the reports that could not be read.
 * @throws ConnectionError when the caller cancelled.
 */
export async function runawayKeys(
  reach: Reach,
  { lately, times, ...look }: Look & { readonly lately: number; readonly times: number },
): Promise<{ readonly keys: readonly Runaway[]; readonly gaps: readonly Gap[] }> {
  const keys: Runaway[] = [];
  const gaps: Gap[] = [];
  for (const { name: connection, provider } of reach.connections) {
    for (const { operation, listing } of listsOf('keys')) {
      // Where no keys can be listed, no key costs anything.
      const lists = operation.provider === provider && (await readyOn(connection, operation, reach, new Troubles()));
      if (!listing.cost || !lists) continue;
      const asked = await askBy(listing.cost, connection, look, reach);
      gaps.push(...asked.gaps);
      if (!asked.result) continue;
      const { dimension } = listing.cost;
      gaps.push(...unknownAmounts(asked.result, connection));
      const trends = runaways(asked.result.facts, dimension, { now: look.now, days: lately, times });
      const names = await namesOf(trends, dimension, asked.result, asked.execution);
      keys.push(...trends.map((trend) => ({ ...trend, provider, connection, name: names?.get(trend.key) })));
    }
  }
  const once = onceEach(keys, ({ provider, key, currency }) => [provider, key, currency]);
  return { keys: once.sort((a, b) => b.times.cmp(a.times)), gaps };
}

type Asked =
  | { readonly result: ReportResult; readonly execution: Execution; readonly gaps: readonly Gap[] }
  | { readonly result: undefined; readonly gaps: readonly Gap[] };

/** What a report says of each key. */
async function askBy({ report, dimension }: KeyReport, connection: string, look: Look, reach: Reach): Promise<Asked> {
  const operation = operationById(report);
  const troubles = new Troubles();
  const execution = await readyOn(connection, operation, reach, troubles);
  if (execution) {
    try {
      // The day on which the first of them began, too.
      const question = { since: `${look.days + 1}d`, by: [dimension], names: false };
      return { result: await askReport(operation, question, execution, { now: look.now }), execution, gaps: [] };
    } catch (error) {
      troubles.met(operation, error);
    }
  }
  return { result: undefined, gaps: gapFrom(troubles, connection, operation) };
}

/** A key whose amounts nobody knows could be one of them. */
function unknownAmounts({ facts, operation }: ReportResult, connection: string): Gap[] {
  const count = facts.reduce((sum, { money }) => sum + (money?.unknown ?? 0), 0);
  if (count === 0) return [];
  const reasons = [count === 1 ? '1 row has no amount' : `${count} rows have no amount`];
  return [{ connection, operation: operation.id, reasons, kind: 'provider' }];
}

async function namesOf(
  trends: readonly KeyTrend[],
  dimension: string,
  { report }: ReportResult,
  execution: Execution,
): Promise<ReadonlyMap<string, string> | undefined> {
  const source = report.names?.[dimension];
  if (!source) return undefined;
  const ids = new Map([[dimension, new Set(trends.map(({ key }) => key))]]);
  const { names } = await resolveNames({ ids, sources: { [dimension]: source }, execution });
  return names.get(dimension);
}
