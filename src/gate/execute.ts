import type { z } from 'zod';
import type { AnyOperation } from '../catalogue/define.ts';
import { operationById } from '../catalogue/index.ts';
import { type CallOptions, clientsFor } from '../connections/clients.ts';
import type { Connection } from '../connections/connection.ts';
import type { Credentials } from '../connections/credentials.ts';
import { answerOf, followPages, isPage } from '../connections/paging.ts';
import { fromSdkError, unreadable } from '../connections/sdk-errors.ts';
import { InputError, isStewardError, PolicyError } from '../errors.ts';
import { cancellable } from '../internal/cancellable.ts';
import { redactKnown } from '../internal/redact.ts';
import { providerOf } from '../providers/index.ts';
import type { Page } from '../providers/pages.ts';
import { Claim } from './change/claim.ts';
import { withSecrets } from './change/secret-input.ts';
import type { Gate } from './gate.ts';
import { checkInput } from './input.ts';

/** What a call needs besides its input. */
export interface Execution extends CallOptions {
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly gate: Gate;
  /** The other connections of the session: policy speaks of organisations, and one may have several names. */
  readonly peers?: () => readonly Execution[];
}

/**
 * The only way from an input to a provider. Reads run at once, as far as policy lets them; a write needs the claim that
 * `apply` makes of an approved change, and is refused without it.
 *
 * @returns the provider's answer as plain JSON: for a list, one page.
 * @throws InputError, CredentialError, PolicyError, ProviderError, ConnectionError
 */
export async function execute(
  operation: AnyOperation,
  input: unknown,
  execution: Execution,
  claim?: Claim,
): Promise<unknown> {
  const parsed = checkInput(operation, input);
  if (operation.risk !== 'read') {
    await refuseUnclaimed(operation, input, execution, claim);
    const { call } = await prepare(operation, execution);
    return call(checkInput(operation, withSecrets(operation, parsed, execution.gate.environment)));
  }
  return recorded(operation, execution, async (count) => {
    const call = await prepareRead(operation, parsed, execution);
    const answer = await call(parsed);
    if (isPage(answer)) count(answer.data.length);
    return answer;
  });
}

/** The pages of a list or a report, fetched as they are asked for. */
export async function* executePages(
  operation: AnyOperation,
  input: unknown,
  execution: Execution,
): AsyncGenerator<Page> {
  const parsed = checkInput(operation, input);
  if (operation.risk !== 'read') await refuseUnclaimed(operation, input, execution, undefined);
  const { gate, connection } = execution;
  let items = 0;
  let failure: string | undefined;
  try {
    const call = await prepareRead(operation, parsed, execution);
    for await (const page of followPages(operation, parsed, async (position) =>
      pageFrom(await call(position), operation),
    )) {
      items += page.data.length;
      execution.onProgress?.({ kind: 'work', what: operation.id, done: items, unit: 'items' });
      yield page;
    }
  } catch (error) {
    failure = codeOf(error);
    throw error;
  } finally {
    // Also when whoever asked has seen enough and goes on.
    await gate.journal.append({
      type: 'read',
      operation: operation.id,
      connection: connection.name,
      items,
      ...(failure !== undefined && { error: failure }),
    });
  }
}

/**
 * The id of the organisation that a connection reaches, from the header that its provider puts on every answer; null where
 * it puts none. Policy is not asked: it cannot speak before it is known whom a call is for, and nothing else is told.
 */
export async function readOrganization(execution: Execution): Promise<string | null> {
  const { header, read } = providerOf(execution.connection.provider).organization;
  const operation = operationById(read.id);
  const { call, headers } = await prepare(operation, execution);
  try {
    await recorded(operation, execution, () => call(checkInput(operation, read.input)));
  } catch (error) {
    // A refusal names the organisation as well.
    if (headers().get(header) === null) throw error;
  }
  return headers().get(header);
}

type Call = (parsed: z.output<z.ZodObject>) => Promise<unknown>;

/** Ready to be called, and the headers of what was answered last. */
interface Prepared {
  readonly call: Call;
  headers(): Headers;
}

async function prepareRead(operation: AnyOperation, input: Readonly<Record<string, unknown>>, execution: Execution) {
  const { gate } = execution;
  await gate.refuseDeniedRead({ operation, input }, execution);
  const { call } = await prepare(operation, execution);
  const heard: Call = async (parsed) => {
    const answer = redactKnown(await call(parsed));
    gate.hearsay.hear(answer, operation.id);
    return answer;
  };
  return heard;
}

async function prepare(operation: AnyOperation, execution: Execution): Promise<Prepared> {
  const { connection, credentials } = execution;
  refuseOtherProvider(operation, connection);
  const credential = await credentials.of(connection, operation.risk === 'read' ? 'read' : 'write');
  const circumstances = { connection, operation, credential };
  const { clients, headers } = await clientsFor(connection, credential, operation, execution);
  const call: Call = async (parsed) => {
    let result: unknown;
    try {
      const answer = operation.call(clients, parsed);
      // A write that may have left is waited for: whether it happened must be known.
      const answered = await (operation.risk === 'read' ? cancellable(answer, execution.signal, operation.id) : answer);
      result = answerOf(operation, answered, headers());
    } catch (error) {
      throw fromSdkError(error, circumstances);
    }
    if (typeof result !== 'object' || result === null) throw unreadable('is not JSON', circumstances);
    return result;
  };
  return { call, headers };
}

/** Writes down what was read, and that it failed when it did. */
async function recorded(
  { id }: AnyOperation,
  { gate, connection }: Execution,
  work: (count: (items: number) => void) => Promise<unknown>,
): Promise<unknown> {
  let items: number | undefined;
  const about = { type: 'read', operation: id, connection: connection.name } as const;
  try {
    const answer = await work((counted) => {
      items = counted;
    });
    await gate.journal.append({ ...about, ...(items !== undefined && { items }) });
    return answer;
  } catch (error) {
    await gate.journal.append({ ...about, error: codeOf(error) });
    throw error;
  }
}

async function refuseUnclaimed(
  operation: AnyOperation,
  input: unknown,
  { connection, gate }: Execution,
  claim: Claim | undefined,
): Promise<void> {
  if (Claim.permits(claim, operation, input, connection)) return;
  await gate.journal.append({
    type: 'refused',
    code: 'change_needs_approval',
    operation: operation.id,
    connection: connection.name,
    reason: 'no approved change',
  });
  throw new PolicyError(
    'change_needs_approval',
    `${operation.id} changes the organization (${operation.risk}); nothing was sent.`,
    {
      hint: 'Propose it as a change, which a person approves before it is applied.',
      advice: { action: 'propose' },
    },
  );
}

function pageFrom(answer: unknown, { id }: AnyOperation): Page {
  if (isPage(answer)) return answer;
  throw new InputError('not_a_list', `${id} does not answer with a list.`);
}

function codeOf(error: unknown): string {
  return isStewardError(error) ? error.code : 'defect';
}

function refuseOtherProvider(operation: AnyOperation, connection: Connection): void {
  if (operation.provider === connection.provider) return;
  throw new InputError(
    'connection_of_other_provider',
    `${operation.id} cannot run on ${connection.name}, a connection of ${connection.provider}.`,
    {
      hint: `Choose a connection of ${operation.provider}.`,
    },
  );
}
