import { type PageFamily, withCursor } from '../../../src/providers/pages.ts';
import { defineProvider } from '../../../src/providers/provider.ts';

/** A provider that nobody has: no SDK of the usual sort, lists without an envelope, the cursor in a header. */
export const acme = defineProvider({
  id: 'acme',
  title: 'Acme',
  manages: 'teams',
  variables: { key: 'ACME_ADMIN_KEY', baseUrl: 'ACME_BASE_URL' },
  defaultBaseUrl: 'https://admin.acme.example/v1',
  planes: [],
  keys: [
    { prefix: 'acme-admin-', name: 'Acme admin key', administers: 'yes' },
    { prefix: 'acme-run-', name: 'Acme run key', administers: 'never' },
  ],
  secrets: [{ begins: 'acme-', shown: /^acme-[a-z]+-/, characters: 'a-z0-9-', suspicious: 14, whole: 22 }],
  allowance: { burst: 5, perMinute: 60, per: 'connection', penaltySeconds: 5 },
  async loadClient(key, settings) {
    const { AcmeClient } = await import('./client.ts');
    return new AcmeClient(key, settings);
  },
  bodyOf: (result) => result,
  readError(error) {
    if (error.name !== 'AcmeError') return undefined;
    const { status, reason, traceId } = error as Error & { status: number; reason?: string; traceId?: string };
    return { status, message: reason, requestId: traceId };
  },
  pages: { link: byLink() },
  sandbox: [{ key: 'key' }],
  named: /\bacme\b/i,
  keysAt: 'admin.acme.example: Keys',
  organization: { header: 'x-acme-organization', read: { id: 'acme.teams.list', input: { limit: 1 } } },
});

/** A page is a bare array; where the next one begins stands in its `link` header. */
function byLink(): PageFamily {
  return {
    read(body, headers) {
      const after = /[?&]after=([^&>]+)[^>]*>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      return Array.isArray(body) ? { data: body, after: after ?? null } : body;
    },
    next: (page) => (page['after'] === null ? undefined : withCursor('after', page['after'])),
  };
}
