import { byToken, type PageFamily, withCursor } from './pages.ts';
import { defineProvider } from './provider.ts';
import { readStainlessError, stainlessBody, stainlessOptions } from './stainless.ts';

/** Sources: the provider's pages on authentication, errors and pagination. */
export const openai = defineProvider({
  id: 'openai',
  title: 'OpenAI',
  manages: 'organization, people, projects, keys, limits, usage and cost',
  variables: { key: 'OPENAI_ADMIN_KEY', baseUrl: 'OPENAI_BASE_URL' },
  defaultBaseUrl: 'https://api.openai.com/v1',
  planes: [],
  keys: [
    { prefix: 'sk-admin-', name: 'OpenAI admin key', administers: 'yes' },
    { prefix: 'sk-proj-', name: 'OpenAI project key', administers: 'never' },
    { prefix: 'sk-svcacct-', name: 'OpenAI service account key', administers: 'never' },
  ],
  secrets: [
    { begins: 'sk-', shown: /^sk-(?:[a-z]+-)?/, characters: 'A-Za-z0-9_-', suspicious: 12, whole: 24 },
    // What signs the events of a webhook.
    { begins: 'whsec_', shown: /^whsec_/, characters: 'A-Za-z0-9+/=_-', suspicious: 8, whole: 16 },
  ],
  // Nothing is published; 7 to 10 calls a minute for each endpoint were measured in 2026-05, without a header on refusals.
  allowance: { burst: 4, perMinute: 6, per: 'route', penaltySeconds: 30 },
  async loadClient(key, settings) {
    const { OpenAI } = await import('openai');
    return new OpenAI({
      ...stainlessOptions(settings),
      adminAPIKey: key,
      apiKey: null,
      organization: null,
      project: null,
    });
  },
  bodyOf: stainlessBody,
  readError: readStainlessError,
  pages: { after: byLastItem(), next: byNextItem(), page: byToken },
  sandbox: [{ key: 'admin_key' }],
  named: /\b(?:openai|chatgpt|gpt|gpt-[\w.]+|dall-?e|whisper|sora)\b/i,
  keysAt: 'platform.openai.com: Settings, Admin keys',
  organization: { header: 'openai-organization', read: { id: 'openai.projects.list', input: { limit: 1 } } },
});

/** By ids, and so both ways; some lists leave their cursors out, and the items' own ids serve. */
function byLastItem(): PageFamily {
  return {
    next(page, input) {
      if (page['has_more'] !== true) return undefined;
      if (input['before'] !== undefined) return withCursor('before', page['first_id'] ?? idOf(page.data[0]));
      return withCursor('after', page['last_id'] ?? idOf(page.data.at(-1)));
    },
  };
}

function byNextItem(): PageFamily {
  return { next: (page) => (page['has_more'] === true ? withCursor('after', page['next']) : undefined) };
}

function idOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
}
