import { byToken, type PageFamily, withCursor } from './pages.ts';
import { defineProvider } from './provider.ts';
import { readStainlessError, stainlessBody, stainlessOptions } from './stainless.ts';

/** Sources: the provider's pages on authentication, errors, rate limits and pagination. */
export const anthropic = defineProvider({
  id: 'anthropic',
  title: 'Anthropic',
  manages: 'organization, people, workspaces, keys, limits, usage and cost',
  variables: { key: 'ANTHROPIC_ADMIN_KEY', baseUrl: 'ANTHROPIC_BASE_URL' },
  defaultBaseUrl: 'https://api.anthropic.com',
  planes: [
    { id: 'console', title: 'Console' },
    { id: 'enterprise', title: 'Claude Enterprise' },
  ],
  keys: [
    { prefix: 'sk-ant-admin', name: 'Anthropic admin key', plane: 'console', administers: 'yes' },
    { prefix: 'sk-ant-oat', name: 'Anthropic OAuth token', plane: 'console', oauth: true, administers: 'yes' },
    { prefix: 'sk-ant-api01-', name: 'Claude Enterprise scoped key', plane: 'enterprise', administers: 'yes' },
    { prefix: 'sk-ant-api', name: 'Anthropic inference key', administers: 'perhaps' },
  ],
  secrets: [
    { begins: 'sk-ant-', shown: /^sk-ant-(?:[a-z]+\d*-)?/, characters: 'A-Za-z0-9_-', suspicious: 8, whole: 20 },
    // What signs the events of a webhook.
    { begins: 'whsec_', shown: /^whsec_/, characters: 'A-Za-z0-9+/=_-', suspicious: 8, whole: 16 },
  ],
  // Documented: 100 calls a minute for an organisation, and bursts for the paging of reports.
  allowance: { burst: 30, perMinute: 90, per: 'connection', penaltySeconds: 15 },
  async loadClient(key, settings) {
    const { Anthropic } = await import('@anthropic-ai/sdk');
    return new Anthropic({ ...stainlessOptions(settings), apiKey: key, authToken: null });
  },
  bodyOf: stainlessBody,
  readError: readStainlessError,
  meanings: {
    529: { kind: 'provider', code: 'overloaded', hint: 'The provider is overloaded. Try again in a few minutes.' },
  },
  pages: { after_id: byLastId(), page: byToken },
  sandbox: [
    { key: 'admin_key', plane: 'console' },
    { name: 'oauth', key: 'oauth_token', plane: 'console' },
    { name: 'enterprise', key: 'enterprise_key', plane: 'enterprise' },
  ],
  named: /\b(?:anthropic|claude|opus|sonnet|haiku|sk-ant)\b/i,
  keysAt: 'Console: Settings, Admin keys',
  organization: { header: 'anthropic-organization-id', read: { id: 'anthropic.organization.get', input: {} } },
});

/** By ids, and so both ways. */
function byLastId(): PageFamily {
  return {
    next(page, input) {
      if (page['has_more'] !== true) return undefined;
      const backwards = input['before_id'] !== undefined;
      return withCursor(backwards ? 'before_id' : 'after_id', page[backwards ? 'first_id' : 'last_id']);
    },
  };
}
