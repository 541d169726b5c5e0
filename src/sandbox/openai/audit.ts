import { hash32 } from '../../internal/hash.ts';
import type { Call } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { adminKeys } from './admin-api-keys/record.ts';
import { organization } from './organization.ts';

/** One event of the audit log, with its details under a property named like its type. */
export interface AuditEntry {
  readonly id: string;
  readonly type: string;
  readonly effective_at: number;
  readonly project?: { readonly id: string; readonly name: string };
  readonly actor: object;
  readonly [detail: string]: unknown;
}

export const auditEntries = collection<AuditEntry>('audit_entries');

/** Writes an event of the caller. Actions made with an admin key belong to the default project unless one is given. */
export function audit(
  call: Pick<Call, 'store' | 'clock' | 'caller'>,
  type: string,
  details: Readonly<Record<string, unknown>>,
  project?: { readonly id: string; readonly name: string | null },
): void {
  const { store, clock, caller } = call;
  const owner = store.in(adminKeys).get(caller.id)?.owner;
  store.in(auditEntries).add({
    id: store.newId('audit_log-', 24),
    type,
    effective_at: clock.seconds(),
    project: project
      ? { id: project.id, name: project.name ?? '' }
      : { id: store.read(organization).default_project_id, name: 'Default project' },
    actor: {
      type: 'api_key',
      api_key: { id: caller.id, type: 'user', user: { id: owner?.id, email: owner?.email } },
    },
    [type]: details,
  });
}

interface PageEvent {
  readonly type: string;
  /** Unix seconds. */
  readonly at: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly project?: { readonly id: string; readonly name: string } | undefined;
}

/** Of what was asked, what the record of it shows: nothing that was not given. */
export function given(asked: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== null));
}

/** Writes an event of a person who acted in the provider's own pages. */
export function auditOf(
  store: Store,
  person: { readonly id: string; readonly email: string },
  { type, at, details, project }: PageEvent,
): void {
  store.in(auditEntries).add({
    id: store.newId('audit_log-', 24),
    type,
    effective_at: at,
    ...(project && { project: { id: project.id, name: project.name } }),
    actor: {
      type: 'session',
      session: { user: { id: person.id, email: person.email }, ip_address: addressOf(person.id) },
    },
    [type]: details,
  });
}

/** Everybody has an address of their own, in a block that belongs to nobody. */
function addressOf(personId: string): string {
  return `198.51.100.${1 + (hash32('address', personId) % 254)}`;
}
