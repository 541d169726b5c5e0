import type { AnyOperation } from '../catalogue/define.ts';
import { catalogue } from '../catalogue/index.ts';
import type { ReportDefinition } from '../catalogue/report.ts';
import { describeSource } from '../connections/connection.ts';
import { type Advice, ConnectionError, type ErrorKind, isStewardError, type StewardError } from '../errors.ts';
import { execute } from '../gate/execute.ts';
import type { Execution } from '../gate/execution.ts';
import { kindOfKey } from '../providers/key-kinds.ts';

/** What a connection is good for. */
export interface Diagnosis {
  readonly connection: string;
  readonly provider: string;
  readonly plane: string | null;
  /** Where the key is sent. */
  readonly host: string;
  readonly key_source: string;
  /** Null when no key could be fetched. */
  readonly key_kind: string | null;
  readonly declared_in: string;
  readonly works: boolean;
  /** Why nothing can be reached, when nothing can. */
  readonly problem: string | null;
  /** Who can mend that. */
  readonly kind: ErrorKind | null;
  readonly hint: string | null;
  /** What `hint` leads up to. */
  readonly advice: Advice | null;
  /** Families of operations that answer. */
  readonly reaches: readonly string[];
  /** Families that refuse, by reason. */
  readonly refused: readonly { readonly reason: string; readonly families: readonly string[] }[];
}

/** How many families are asked at the same time. */
const concurrency = 4;

/** Asks one harmless read of every family, to learn what the connection's key reaches. */
export async function inspectConnection(execution: Execution): Promise<Diagnosis> {
  const { connection, credentials } = execution;
  const shared = {
    connection: connection.name,
    provider: connection.provider,
    host: new URL(connection.baseUrl).host,
    key_source: describeSource(connection.credential),
    declared_in: connection.origin,
  };
  const nothing = { plane: connection.plane ?? null, works: false, reaches: [], refused: [] };
  let key: string;
  try {
    key = (await credentials.of(connection)).reveal();
  } catch (error) {
    if (!isStewardError(error)) throw error;
    return { ...shared, ...nothing, key_kind: null, ...problemOf(error) };
  }
  const kind = kindOfKey(key);
  const plane = connection.plane ?? kind.plane ?? null;
  const outcomes = await probeAll(probesFor(connection.provider, plane), execution);
  const reaches = outcomes.filter(({ error, unset }) => !error || unset).map(({ family }) => family);
  const works = outcomes.some(({ error }) => !error);
  return {
    ...shared,
    plane,
    key_kind: kind.name,
    works,
    ...(works ? noProblem : problemOf(mostTelling(outcomes) ?? noApi(connection.baseUrl, outcomes.length))),
    reaches: works ? reaches : [],
    refused: works ? byReason(outcomes) : [],
  };
}

const noProblem = { problem: null, kind: null, hint: null, advice: null };

function problemOf({ message, kind, hint, advice }: StewardError) {
  return { problem: message, kind, hint: hint ?? null, advice: advice ?? null };
}

/** The first refusal that is about the key or the provider; that a path is not there says the least. */
function mostTelling(outcomes: readonly Outcome[]): StewardError | undefined {
  const errors = outcomes.flatMap(({ error }) => error ?? []);
  return errors.find(({ kind }) => kind === 'credential') ?? errors.find(({ kind }) => kind !== 'not_found');
}

function noApi(baseUrl: string, asked: number): StewardError {
  return new ConnectionError(
    'no_admin_api',
    `All ${asked} reads were answered with 404: what is at ${baseUrl} has none of the administration paths.`,
    { hint: 'Check the base URL: a gateway for models has no such paths, and a path such as /v1 may be missing.' },
  );
}

interface Probe {
  readonly family: string;
  readonly operation: AnyOperation;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Of each family the first read that needs no input, and its reports of usage and of money, all of the plane. */
function probesFor(provider: string, plane: string | null): Probe[] {
  const probes = new Map<string, Probe>();
  for (const operation of catalogue) {
    if (operation.provider !== provider || operation.risk !== 'read') continue;
    if (!operation.http.startsWith('GET ') || (plane && operation.planes?.every((each) => each !== plane))) continue;
    const input = operation.report ? oneDayOf(operation.report, new Date()) : {};
    if (!operation.input().safeParse(input).success) continue;
    const parts = operation.id.split('.').slice(1);
    const kind = operation.report && (operation.report.money ? 'cost' : 'usage');
    const family = kind ? `${parts[0]} (${kind})` : parts.slice(0, -1).join('.');
    if (!probes.has(family)) probes.set(family, { family, operation, input });
  }
  return [...probes.values()];
}

const dayMs = 86_400_000;

/** The day before yesterday, which is over whatever the zone. */
function oneDayOf({ start, end, time }: ReportDefinition, now: Date): Readonly<Record<string, unknown>> {
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  const written = (moment: number) => {
    if (time === 'unix') return moment / 1000;
    const text = new Date(moment).toISOString();
    return time === 'date' ? text.slice(0, 10) : text.replace('.000', '');
  };
  return { [start]: written(midnight - 2 * dayMs), ...(end && { [end]: written(midnight - dayMs) }) };
}

interface Outcome {
  readonly family: string;
  readonly error: StewardError | undefined;
  /** True for the 404 of something that may merely not be set. */
  readonly unset?: boolean;
}

async function probeAll(probes: readonly Probe[], execution: Execution): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = [...probes];
  const say = () =>
    execution.onProgress?.({
      kind: 'work',
      what: execution.connection.name,
      done: outcomes.length,
      of: probes.length,
      unit: 'families asked',
    });
  const work = async () => {
    for (let probe = waiting.shift(); probe; probe = waiting.shift()) {
      outcomes.push(await ask(probe, execution));
      say();
    }
  };
  say();
  await Promise.all(Array.from({ length: concurrency }, work));
  return outcomes.sort((a, b) => a.family.localeCompare(b.family));
}

/** Something that is not set answers 404 to a key that may read it; where others answer, that counts as reached. */
async function ask({ family, operation, input }: Probe, execution: Execution): Promise<Outcome> {
  try {
    await execute(operation, input, execution);
    return { family, error: undefined };
  } catch (error) {
    if (!isStewardError(error)) throw error;
    return { family, error, unset: error.kind === 'not_found' && !operation.beta };
  }
}

function byReason(outcomes: readonly Outcome[]): Diagnosis['refused'] {
  const reasons = new Map<string, string[]>();
  for (const { family, error, unset } of outcomes) {
    if (!error || unset) continue;
    const reason = error.message.replace(/^\S+ on \S+ /, '');
    reasons.set(reason, [...(reasons.get(reason) ?? []), family]);
  }
  return [...reasons].map(([reason, families]) => ({ reason, families }));
}
