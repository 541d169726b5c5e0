import type { AnyOperation } from '../catalogue/define.ts';
import { catalogue } from '../catalogue/index.ts';
import { describeSource } from '../connections/connection.ts';
import { type Advice, isStewardError, type StewardError } from '../errors.ts';
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
  const reaches = outcomes.filter(({ error }) => !error).map(({ family }) => family);
  const first = outcomes.find(({ error }) => error)?.error;
  const works = reaches.length > 0;
  return {
    ...shared,
    plane,
    key_kind: kind.name,
    works,
    ...problemOf(works ? undefined : first),
    reaches,
    refused: works ? byReason(outcomes) : [],
  };
}

function problemOf(error: StewardError | undefined) {
  return { problem: error?.message ?? null, hint: error?.hint ?? null, advice: error?.advice ?? null };
}

interface Probe {
  readonly family: string;
  readonly operation: AnyOperation;
}

/** The first read of each family that needs no input and belongs to the plane. */
function probesFor(provider: string, plane: string | null): Probe[] {
  const probes = new Map<string, AnyOperation>();
  for (const operation of catalogue) {
    if (operation.provider !== provider || operation.risk !== 'read' || operation.report) continue;
    if (!operation.http.startsWith('GET ') || (plane && operation.planes?.every((each) => each !== plane))) continue;
    if (!operation.input().safeParse({}).success) continue;
    const family = operation.id.split('.').slice(1, -1).join('.');
    if (!probes.has(family)) probes.set(family, operation);
  }
  return [...probes].map(([family, operation]) => ({ family, operation }));
}

interface Outcome {
  readonly family: string;
  readonly error: StewardError | undefined;
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

/** Something that is not set answers 404 to a key that may read it; that counts as reached. */
async function ask({ family, operation }: Probe, execution: Execution): Promise<Outcome> {
  try {
    await execute(operation, {}, execution);
    return { family, error: undefined };
  } catch (error) {
    if (!isStewardError(error)) throw error;
    return { family, error: error.kind === 'not_found' && !operation.beta ? undefined : error };
  }
}

function byReason(outcomes: readonly Outcome[]): Diagnosis['refused'] {
  const reasons = new Map<string, string[]>();
  for (const { family, error } of outcomes) {
    if (!error) continue;
    const reason = error.message.replace(/^\S+ on \S+ /, '');
    reasons.set(reason, [...(reasons.get(reason) ?? []), family]);
  }
  return [...reasons].map(([reason, families]) => ({ reason, families }));
}
