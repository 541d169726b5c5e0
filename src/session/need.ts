import type { ProviderOperation } from '../catalogue/define.ts';
import type { Connection } from '../connections/connection.ts';
import type { Credentials, CredentialUse } from '../connections/credentials.ts';
import { InputError } from '../errors.ts';
import type { Plane, ProviderId } from '../providers/index.ts';

/** What operations that belong together ask of the connection that they run on. */
export interface Need {
  /** Their ids, for sentences. */
  readonly what: string;
  readonly provider: ProviderId;
  /** The planes that have all of them; undefined where each plane has. */
  readonly planes: readonly Plane[] | undefined;
  /** True where no key is accepted, only an OAuth token. */
  readonly oauthOnly: boolean;
  readonly use: CredentialUse;
}

/** Whether a connection can serve a need; `unknown` until its key tells. */
type Fit = 'yes' | 'no' | 'unknown';

/** @throws InputError where there is nothing to run. */
export function needOf(operations: readonly ProviderOperation[]): Need {
  const [first] = operations;
  if (!first) throw new InputError('change_steps', 'There is no operation to run.', { hint: 'Name at least one.' });
  return {
    what: [...new Set(operations.map(({ id }) => id))].join(', '),
    provider: first.provider,
    planes: operations
      .map(({ planes }) => planes)
      .reduce((ours, theirs) => (ours && theirs ? ours.filter((plane) => theirs.includes(plane)) : (ours ?? theirs))),
    oauthOnly: operations.some(({ oauthOnly }) => oauthOnly),
    use: operations.every(({ risk }) => risk === 'read') ? 'read' : 'write',
  };
}

/** Told from what is declared and what is known of the key; nothing is fetched for it. */
export function fitOf(need: Need, connection: Connection, credentials: Credentials): Fit {
  const plane = planeOf(connection, credentials);
  if (need.planes && plane && !need.planes.includes(plane)) return 'no';
  const isOAuth = hasOAuth(need, connection, credentials);
  if (need.oauthOnly && isOAuth === false) return 'no';
  return (need.planes && !plane) || (need.oauthOnly && !isOAuth) ? 'unknown' : 'yes';
}

/** What operations need, and what the connection has instead, as a sentence. */
export function misfitText(need: Need, connection: Connection, credentials: Credentials): string {
  const plane = planeOf(connection, credentials);
  const { name } = connection;
  if (need.planes && plane && !need.planes.includes(plane)) {
    return `${need.what} needs the plane ${need.planes.join(' or ') || 'of each'}, and connection ${name} is of the plane ${plane}.`;
  }
  const kind = credentials.knownKind(connection, need.use)?.name ?? 'key';
  return `${need.what} needs an OAuth token, and connection ${name} has an ${kind}.`;
}

/** What is declared counts before what the key looks like. */
function planeOf(connection: Connection, credentials: Credentials): Plane | undefined {
  const { plane } = connection;
  return plane ?? credentials.knownKind(connection, 'read')?.plane ?? credentials.knownKind(connection, 'write')?.plane;
}

/** Undefined while the key is not known, and for a key of an unknown form. */
function hasOAuth({ use }: Need, connection: Connection, credentials: Credentials): boolean | undefined {
  const kind = credentials.knownKind(connection, use);
  return kind?.provider === connection.provider ? kind.oauth === true : undefined;
}
