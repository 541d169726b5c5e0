import { createHmac } from 'node:crypto';
import { checkInput } from '../catalogue/check-input.ts';
import { operationById } from '../catalogue/index.ts';
import { isStewardError, ProviderError } from '../errors.ts';
import { providerOf } from '../providers/index.ts';
import { prepare, recorded } from './call.ts';
import { type AnyExecution, type Execution, isConnected } from './execution.ts';
import type { PolicyInForce } from './policy/in-force.ts';
import type { Question } from './policy/match.ts';
import type { Store } from './state/store.ts';
import { storeKeyOf } from './state/store-key.ts';

/**
 * The id of the organisation that a credential reaches, as its provider says it on every answer; null where it says none.
 * Read once for a key and remembered, so that the same key under another name is the same organisation.
 */
export async function organizationOf(execution: AnyExecution): Promise<string | null> {
  if (!isConnected(execution)) return null;
  const { connection, credentials, gate } = execution;
  const key = (await credentials.of(connection)).reveal();
  const name = `organization ${await markOf(key, connection.baseUrl, gate.store)}`;
  const known = gate.remembered.get(name) ?? (await gate.store.look((tables) => tables.value(name)));
  const found = known ?? (await readOrganization(execution));
  if (found === null) return null;
  gate.remembered.set(name, found);
  if (known === undefined) await gate.store.alone((tables) => tables.setValue(name, found));
  return found;
}

/**
 * The organisation of a call as policy may know it. Other connections are asked for theirs only where a rule is about
 * connections; one that cannot be asked has only its own name.
 */
export async function namedOrganization(
  execution: AnyExecution,
  policy: PolicyInForce,
): Promise<Pick<Question, 'names' | 'organization'>> {
  const { name, provider } = execution.connection;
  if (!isConnected(execution) || !hasConnectionRules(policy)) return { names: [name], organization: null };
  const organization = await ifAsked(execution);
  if (organization === null) return { names: [name], organization };
  const peers = (execution.peers?.() ?? []).filter(
    ({ connection }) => connection.name !== name && connection.provider === provider,
  );
  const found = await Promise.all(peers.map(ifAsked));
  const same = peers.filter((_, index) => found[index] === organization);
  return { names: [name, ...same.map(({ connection }) => connection.name)], organization };
}

/** Policy is not asked: it cannot speak before it is known whom a call is for, and nothing else is told. */
async function readOrganization(execution: Execution): Promise<string | null> {
  const { header, read } = providerOf(execution.connection.provider).organization;
  const operation = operationById(read.id);
  const { call, headers } = await prepare(operation, execution);
  try {
    await recorded(operation, execution, () => call(checkInput(operation, read.input)));
  } catch (error) {
    // A refusal names the organisation as well; one that does not leaves it unknown, which is not the same as any other.
    if (!(error instanceof ProviderError) && headers().get(header) === null) throw error;
  }
  return headers().get(header);
}

/** Null also where the connection cannot be asked. */
async function ifAsked(execution: Execution): Promise<string | null> {
  try {
    return await organizationOf(execution);
  } catch (error) {
    if (isStewardError(error)) return null;
    throw error;
  }
}

/** A key's mark is of use in this store only. */
async function markOf(key: string, baseUrl: string, store: Store): Promise<string> {
  return createHmac('sha256', await storeKeyOf(store))
    .update(`${baseUrl}\n${key}`)
    .digest('hex');
}

/** True where a rule is about connections, so that nothing can be decided before it is known whom a call is for. */
export function hasConnectionRules({ base, tightening }: PolicyInForce): boolean {
  return [base, ...tightening].some(({ document }) => document.rules?.some((rule) => rule.connection !== undefined));
}
