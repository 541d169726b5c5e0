import { z } from 'zod';
import { count, flag, integer, listOf } from '../engine/parameters.ts';
import { get, type Route } from '../engine/route.ts';
import { type AuditEntry, auditEntries } from './audit.ts';
import { auditEventTypes, isOfTenant } from './audit-event-types.ts';
import { organization } from './organization.ts';
import { pageById } from './paging.ts';
import { badRequest, forbidden } from './refuse.ts';

const texts = () => listOf(z.string()).optional();

export const auditLogRoutes: readonly Route[] = [
  get(
    '/organization/audit_logs',
    {
      query: z.strictObject({
        limit: count({ most: 100, usual: 20 }),
        after: z.string().optional(),
        before: z.string().optional(),
        effective_at: z
          .strictObject({
            gt: integer().optional(),
            gte: integer().optional(),
            lt: integer().optional(),
            lte: integer().optional(),
          })
          .optional(),
        project_ids: texts(),
        event_types: listOf(z.string().refine((type) => auditEventTypes.has(type), 'not a type of event')).optional(),
        actor_ids: texts(),
        actor_emails: texts(),
        resource_ids: texts(),
        tenant_only: flag().default(false),
      }),
    },
    ({ store, query }) => {
      if (!store.read(organization).audit_logging) {
        throw forbidden('Audit logging is not enabled for this organization.');
      }
      refuseMixed(query.event_types ?? [], query.tenant_only);
      const found = store
        .in(auditEntries)
        .where((entry) => isOfTenant(entry.type) === query.tenant_only && matches(entry, query));
      return pageById(
        [...found].reverse().sort((a, b) => b.effective_at - a.effective_at),
        query,
      );
    },
  ),
];

function refuseMixed(types: readonly string[], tenantOnly: boolean): void {
  const other = types.find((type) => isOfTenant(type) !== tenantOnly);
  if (other === undefined) return;
  const message = tenantOnly
    ? `With tenant_only, all event types must be tenant-scoped, and '${other}' is not.`
    : `Event type '${other}' is tenant-scoped and needs tenant_only.`;
  throw badRequest(message, { param: 'event_types' });
}

interface Filters {
  readonly effective_at?:
    | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined }
    | undefined;
  readonly project_ids?: string[] | undefined;
  readonly event_types?: string[] | undefined;
  readonly actor_ids?: string[] | undefined;
  readonly actor_emails?: string[] | undefined;
  readonly resource_ids?: string[] | undefined;
}

function matches(entry: AuditEntry, filters: Filters): boolean {
  const { gt, gte, lt, lte } = filters.effective_at ?? {};
  const at = entry.effective_at;
  if ((gt !== undefined && at <= gt) || (gte !== undefined && at < gte)) return false;
  if ((lt !== undefined && at >= lt) || (lte !== undefined && at > lte)) return false;
  const { ids, emails } = actorOf(entry);
  return (
    isAmong(filters.event_types, [entry.type]) &&
    isAmong(filters.project_ids, [entry.project?.id]) &&
    isAmong(filters.actor_ids, ids) &&
    isAmong(filters.actor_emails, emails) &&
    isAmong(filters.resource_ids, resourcesOf(entry))
  );
}

function isAmong(wanted: readonly string[] | undefined, values: readonly (string | undefined)[]): boolean {
  return wanted === undefined || values.some((value) => value !== undefined && wanted.includes(value));
}

/** What an entry is about: one thing, or several at once. */
function resourcesOf(entry: AuditEntry): (string | undefined)[] {
  const { id, certificates = [] } = (entry[entry.type] ?? {}) as {
    readonly id?: string;
    readonly certificates?: readonly { readonly id: string }[];
  };
  return [id, ...certificates.map((certificate) => certificate.id)];
}

interface Actor {
  readonly api_key?: { readonly id: string; readonly user?: { readonly id?: string; readonly email?: string } };
  readonly session?: { readonly user: { readonly id: string; readonly email: string } };
}

function actorOf(entry: AuditEntry): { ids: (string | undefined)[]; emails: (string | undefined)[] } {
  const { api_key, session } = entry.actor as Actor;
  const user = api_key?.user ?? session?.user;
  return { ids: [api_key?.id, user?.id], emails: [user?.email] };
}
