import { checkInput } from '../catalogue/check-input.ts';
import type { AnyOperation } from '../catalogue/define.ts';
import { followPages, isPage } from '../connections/paging.ts';
import { InputError, PolicyError } from '../errors.ts';
import { redactKnown } from '../internal/redact.ts';
import type { Page } from '../providers/pages.ts';
import { type Call, codeOf, prepare, recorded } from './call.ts';
import { Claim } from './change/claim.ts';
import { withSecrets } from './change/secret-input.ts';
import type { AnyExecution } from './execution.ts';
import { namedOrganization } from './organizations.ts';
import { secretPlaces } from './secret-places.ts';

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
  execution: AnyExecution,
  claim?: Claim,
): Promise<unknown> {
  const parsed = checkInput(operation, input);
  if (operation.risk !== 'read') {
    await refuseUnclaimed(operation, input, execution, claim);
    const { call } = await prepare(operation, execution, claim?.seen);
    const places = secretPlaces(execution, await execution.gate.policy());
    return call(checkInput(operation, await withSecrets(operation, parsed, places)));
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
  execution: AnyExecution,
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

async function prepareRead(operation: AnyOperation, input: Readonly<Record<string, unknown>>, execution: AnyExecution) {
  const { gate } = execution;
  await refuseDenied(operation, input, execution);
  const { call } = await prepare(operation, execution);
  const heard: Call = async (parsed) => {
    const answer = redactKnown(await call(parsed));
    gate.hearsay.hear(answer, operation.id);
    return answer;
  };
  return heard;
}

async function refuseUnclaimed(
  operation: AnyOperation,
  input: unknown,
  { connection, gate }: AnyExecution,
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

/** @throws PolicyError when policy denies a read; that it was tried is written down. */
async function refuseDenied(
  operation: AnyOperation,
  input: Readonly<Record<string, unknown>>,
  execution: AnyExecution,
): Promise<void> {
  const { gate, connection } = execution;
  const policy = await gate.policy();
  const organization = await namedOrganization(execution, policy);
  const { verdict, reason, decidedBy } = gate.decide({ operation, input, risk: 'read', ...organization }, policy);
  if (verdict !== 'deny') return;
  const error = new PolicyError('denied', `${operation.id} is denied: ${reason} (${decidedBy}).`, {
    hint: 'Whoever keeps that policy can change it. Which rule decides can be explained.',
    advice: { action: 'explain_policy' },
  });
  await gate.noteRefusal(error, { operation: operation.id, connection: connection.name });
  throw error;
}
