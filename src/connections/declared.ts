import { z } from 'zod';
import type { Config, Section } from '../config/file.ts';
import { once } from '../internal/once.ts';
import { type Plane, type ProviderId, providerOf, providers } from '../providers/index.ts';
import { type Connection, type CredentialSource, isLoopback } from './connection.ts';

const credential = once(() =>
  z.union([
    z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected the name of a variable') }),
    z.strictObject({ keychain: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'expected the name of a keychain entry') }),
    z.strictObject({ command: z.string().min(1), ttl_seconds: z.int().min(0).default(300) }),
  ]),
);

/** A plane of another provider would be believed, and nothing found there. */
function refuseForeignPlane(
  { provider, plane }: { provider: ProviderId; plane?: Plane | undefined },
  context: z.RefinementCtx,
): void {
  const { title, planes } = providerOf(provider);
  if (plane === undefined || planes.some(({ id }) => id === plane)) return;
  const own = planes.map(({ id }) => id).join(', ');
  const message = own === '' ? `${title} has no planes; leave it out` : `${title} has no such plane; it has ${own}`;
  context.addIssue({ code: 'custom', path: ['plane'], message });
}

/** Which organisations can be reached, and where each credential comes from. */
const schema = once(() =>
  z.record(
    z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'a name has lower-case letters, digits and hyphens'),
    z
      .strictObject({
        provider: z.enum(providers.map(({ id }) => id)),
        plane: z.enum(providers.flatMap(({ planes }) => planes.map(({ id }) => id))).optional(),
        credential: credential(),
        read_credential: credential().optional(),
        base_url: z.url().optional(),
        pace: z.enum(['on', 'off']).optional(),
      })
      .superRefine(refuseForeignPlane),
  ),
);

const knownKeys = [
  'provider',
  'plane',
  'credential',
  'read_credential',
  'env',
  'keychain',
  'command',
  'ttl_seconds',
  'base_url',
  'pace',
];

const section: Section<ReturnType<typeof schema>> = {
  name: 'connections',
  schema,
  knownKeys,
  guide: 'docs/guides/credentials.md',
};

/** The connections that a file declares. @throws ConfigError that names file, line and key. */
export function connectionsIn(config: Config): readonly Connection[] {
  return Object.entries(config.section(section) ?? {}).map(([name, entry]) => {
    const baseUrl = entry.base_url ?? providerOf(entry.provider).defaultBaseUrl;
    return {
      name,
      provider: entry.provider,
      plane: entry.plane,
      credential: sourceFrom(entry.credential),
      readCredential: entry.read_credential && sourceFrom(entry.read_credential),
      baseUrl,
      paced: entry.pace === undefined ? !isLoopback(new URL(baseUrl)) : entry.pace === 'on',
      origin: config.path,
    };
  });
}

function sourceFrom(written: z.output<ReturnType<typeof credential>>): CredentialSource {
  if ('env' in written) return { kind: 'environment', variable: written.env };
  if ('keychain' in written) return { kind: 'keychain', name: written.keychain };
  return { kind: 'command', command: written.command, ttlSeconds: written.ttl_seconds };
}
