import { providers } from '../providers/index.ts';
import type { SecretPlaces } from './change/secret-input.ts';
import type { AnyExecution } from './execution.ts';
import type { PolicyInForce } from './policy/in-force.ts';

/** Where the secrets of an input may come from: what the anchored policy lists, and never what Steward itself uses. */
export function secretPlaces({ gate, connection, peers }: AnyExecution, { base }: PolicyInForce): SecretPlaces {
  const others = (peers?.() ?? []).map((peer) => peer.connection);
  const connections = connection.provider === null ? others : [connection, ...others];
  const sources = connections.flatMap(({ credential, readCredential }) => [credential, readCredential]);
  return {
    listed: base.document.secrets ?? [],
    environment: gate.environment,
    credentialVariables: [
      ...providers.map(({ variables }) => variables.key),
      ...sources.flatMap((source) => (source?.kind === 'environment' ? [source.variable] : [])),
    ],
    credentialEntries: sources.flatMap((source) => (source?.kind === 'keychain' ? [source.name] : [])),
    ownFolders: [gate.folder.path, gate.places.user, gate.places.system],
  };
}
