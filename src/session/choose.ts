import type { Connection } from '../connections/connection.ts';
import type { Credentials } from '../connections/credentials.ts';
import { CredentialError, InputError, isStewardError, type Notice } from '../errors.ts';
import { notAmong } from '../internal/mistakes.ts';
import { providerOf, providers } from '../providers/index.ts';
import { fitOf, misfitText, type Need } from './need.ts';

/** What is chosen from, and what knows the keys. */
export interface Choice {
  readonly connections: readonly Connection[];
  readonly credentials: Credentials;
  /** What was found that declares more, and is not used. */
  readonly notice?: Notice | undefined;
}

/**
 * The connection for a need: the named one, else the one that can serve it. Of several, the one that is named as its
 * provider. Where planes are not declared, keys tell; they are fetched to tell several connections apart, and for a read,
 * which needs the key anyway. A write may be refused before anybody asks for its key, so a single connection is taken as
 * it is.
 * @throws InputError when it is not clear which, or when the named one cannot serve; CredentialError when none can.
 */
export async function chooseConnection(need: Need, name: string | undefined, choice: Choice): Promise<Connection> {
  const candidates = choice.connections.filter(({ provider }) => provider === need.provider);
  if (name !== undefined) return named(need, name, candidates, choice);
  if (candidates.length === 0) throw noConnection(need, choice.notice);
  const isPossible = (each: Connection) => fitOf(need, each, choice.credentials) !== 'no';
  const open = candidates.filter(isPossible);
  if (open.length > 1 || need.use === 'read') await tellApart(need, open, choice.credentials);
  const possible = open.filter(isPossible);
  const certain = possible.filter((each) => fitOf(need, each, choice.credentials) === 'yes');
  const fitting = certain.length > 0 ? certain : possible;
  const [only, another] = fitting;
  if (!only) throw nothingFits(need, candidates, choice.credentials);
  if (!another) return only;
  const usual = fitting.find(isUsual);
  if (usual) return usual;
  throw new InputError(
    'connection_ambiguous',
    `There are ${fitting.length} ${need.provider} connections for ${need.what}.`,
    {
      parameter: 'connection',
      allowed: fitting.map(({ name }) => name),
      hint: (write) => `Say which with ${write('connection')}: ${namesOf(fitting)}.`,
    },
  );
}

/** Learns what the keys are until it is clear which connections fit. The usual one comes first: if it does, it is taken. */
async function tellApart(need: Need, open: readonly Connection[], credentials: Credentials): Promise<void> {
  const usual = open.find(isUsual);
  if (usual) await learn(need, [usual], credentials);
  if (!usual || fitOf(need, usual, credentials) !== 'yes') await learn(need, open, credentials);
}

async function learn(need: Need, connections: readonly Connection[], credentials: Credentials): Promise<void> {
  const unknown = connections.filter((each) => fitOf(need, each, credentials) === 'unknown');
  await Promise.all(unknown.map((each) => fetchQuietly(need, each, credentials)));
}

/** A key that cannot be fetched tells nothing; if its connection is chosen all the same, that is said then. */
async function fetchQuietly({ oauthOnly, use }: Need, connection: Connection, credentials: Credentials): Promise<void> {
  try {
    await credentials.of(connection, oauthOnly ? use : 'read');
  } catch (error) {
    if (!isStewardError(error)) throw error;
  }
}

/** The connection that a provider's name alone stands for. */
function isUsual({ name, provider }: Connection): boolean {
  return name === provider;
}

async function named(need: Need, name: string, candidates: readonly Connection[], choice: Choice): Promise<Connection> {
  const { connections, credentials } = choice;
  const found = connections.find((each) => each.name === name);
  if (!found) throw noSuchConnection(name, candidates);
  if (found.provider !== need.provider) {
    throw new InputError(
      'connection_of_other_provider',
      `Connection ${name} belongs to ${found.provider}, not to ${need.provider}.`,
      { parameter: 'connection', hint: `Connections of ${need.provider}: ${namesOf(candidates)}.` },
    );
  }
  if (need.use === 'read') await learn(need, [found], credentials);
  if (fitOf(need, found, credentials) !== 'no') return found;
  const others = candidates.filter((each) => fitOf(need, each, credentials) === 'yes');
  const perhaps = candidates.filter((each) => fitOf(need, each, credentials) === 'unknown');
  throw new InputError('connection_unfit', misfitText(need, found, credentials), {
    parameter: 'connection',
    hint:
      others.length > 0
        ? `${namesOf(others)} can serve it.`
        : perhaps.length > 0
          ? `${namesOf(perhaps)} may serve it; what its key is has not been looked at yet.`
          : 'No connection that is declared here can serve it (docs/guides/credentials.md).',
  });
}

/** The mistake of a name that none of the connections has. */
export function noSuchConnection(given: string, connections: readonly Connection[]): InputError {
  const allowed = connections.map(({ name }) => name);
  if (allowed.length === 0) {
    const keys = providers.map(({ variables }) => variables.key).join(' or ');
    return new InputError('connection_unknown', `There is no connection ${given}: none is set up.`, {
      parameter: 'connection',
      hint: `Set ${keys} in the environment, or declare a connection in steward.yaml (docs/guides/credentials.md).`,
    });
  }
  return notAmong({ code: 'connection_unknown', parameter: 'connection', what: 'connection', given, allowed });
}

function nothingFits(need: Need, candidates: readonly Connection[], credentials: Credentials): CredentialError {
  return new CredentialError(
    'no_fitting_connection',
    candidates.map((each) => misfitText(need, each, credentials)).join(' '),
    { hint: 'Declare a connection whose key can (docs/guides/credentials.md). Nothing was sent.' },
  );
}

function noConnection({ provider }: Need, notice: Notice | undefined): CredentialError {
  const { key } = providerOf(provider).variables;
  if (notice) {
    const { text: hint, advice } = notice;
    return new CredentialError('no_connection', `No connection to ${provider} is set up.`, { hint, advice });
  }
  return new CredentialError('no_connection', `No connection to ${provider} is set up.`, {
    hint: `Set ${key} in the environment, or declare a connection in steward.yaml (docs/guides/credentials.md). A sandbox needs no key.`,
    advice: { action: 'try_sandbox' },
  });
}

function namesOf(connections: readonly Connection[]): string {
  return connections.map(({ name }) => name).join(', ') || 'none';
}
