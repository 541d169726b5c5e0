import type { AnyOperation } from '../../catalogue/define.ts';
import { catalogue } from '../../catalogue/index.ts';
import type { ReportDefinition } from '../../catalogue/report.ts';
import { Troubles } from '../../directory/items.ts';
import { type Gap, gapFrom, type Reach, readyOn } from '../../directory/listed.ts';
import type { ProviderId } from '../../providers/index.ts';
import type { Fact } from '../fact.ts';
import { askReport, type ReportQuestion, type ReportResult } from './ask.ts';

/** What one connection says. */
export interface Told {
  readonly connection: string;
  readonly result: ReportResult;
  /** The connection that says exactly the same: both reach one organisation, which counts once. */
  readonly sameAs: string | undefined;
}

/**
 * Asks the main report of a kind on every connection in reach: where a provider has several, the first that the connection
 * reads, since they tell the same money. What cannot be read costs nothing else.
 * @throws ConnectionError when the caller cancelled; InputError for a question that no report takes.
 */
export async function askEverywhere(
  kind: NonNullable<ReportDefinition['main']>,
  question: Question,
  reach: Reach,
  { now }: { readonly now: number },
): Promise<{ readonly told: readonly Told[]; readonly gaps: readonly Gap[] }> {
  const told: Told[] = [];
  const gaps: Gap[] = [];
  for (const { name: connection, provider } of reach.connections) {
    const missed: Gap[] = [];
    let result: ReportResult | undefined;
    for (const operation of mainReports(kind, provider)) {
      const troubles = new Troubles();
      result = await askOn(operation, connection, question, { reach, now, troubles });
      missed.push(...gapFrom(troubles, connection, operation));
      if (result) break;
    }
    if (result) told.push({ connection, result, sameAs: sameIn(told, result) });
    else gaps.push(...missed);
  }
  return { told, gaps };
}

type Question = Pick<ReportQuestion, 'since' | 'until' | 'timezone'>;

/** Those of one plane first: what every plane has is told with more restrictions. */
function mainReports(kind: ReportDefinition['main'], provider: ProviderId): readonly AnyOperation[] {
  const reports = catalogue.filter(
    (each) => each.provider === provider && each.risk === 'read' && each.report?.main === kind,
  );
  return [
    ...reports.filter(({ planes }) => planes !== undefined),
    ...reports.filter(({ planes }) => planes === undefined),
  ];
}

async function askOn(
  operation: AnyOperation,
  connection: string,
  question: Question,
  { reach, now, troubles }: { readonly reach: Reach; readonly now: number; readonly troubles: Troubles },
): Promise<ReportResult | undefined> {
  const execution = await readyOn(connection, operation, reach, troubles);
  if (!execution) return undefined;
  try {
    return await askReport(operation, { ...question, names: false }, execution, { now });
  } catch (error) {
    if (isInput(error)) throw error;
    troubles.met(operation, error);
    return undefined;
  }
}

function sameIn(told: readonly Told[], result: ReportResult): string | undefined {
  return told.find((each) => saysTheSame(each.result, result))?.connection;
}

/** A wrong period is wrong everywhere. */
function isInput(error: unknown): boolean {
  return error instanceof Error && 'kind' in error && error.kind === 'input';
}

/** Two organisations do not use the same to the token, every day. */
function saysTheSame(a: ReportResult, b: ReportResult): boolean {
  return a.operation === b.operation && a.facts.length > 0 && textOf(a.facts) === textOf(b.facts);
}

function textOf(facts: readonly Fact[]): string {
  return JSON.stringify(facts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
