import { Anthropic } from '@anthropic-ai/sdk';
import { OpenAI } from 'openai';
import { describe, expect, it } from 'vitest';
import type { ProviderOperation } from '../../src/catalogue/define.ts';
import { catalogue } from '../../src/catalogue/index.ts';
import type { Clients } from '../../src/providers/index.ts';
import { sampleInput } from '../support/sample-input.ts';

/** What an operation puts on the wire, seen by a fetch that answers nothing useful. */
async function observe(operation: ProviderOperation, fields: 'required' | 'all') {
  const seen: { method: string; url: URL; headers: Headers }[] = [];
  const fetch = async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = new URL(String(input));
    if (url.protocol === 'data:') return new Response();
    seen.push({ method: init.method ?? 'GET', url, headers: new Headers(init.headers) });
    return new Response('{"data":[],"has_more":false}', { headers: { 'content-type': 'application/json' } });
  };
  const clients: Clients = {
    openai: new OpenAI({ apiKey: null, adminAPIKey: 'unused', baseURL: 'http://wire.invalid', fetch, maxRetries: 0 }),
    anthropic: new Anthropic({ apiKey: 'unused', baseURL: 'http://wire.invalid', fetch, maxRetries: 0 }),
  };
  await operation.call(clients, operation.input().parse(sampleInput(operation, fields)));
  return seen;
}

function expectedPath(operation: ProviderOperation, fields: 'required' | 'all'): string {
  const input = sampleInput(operation, fields);
  const [, template = ''] = operation.http.split(' ');
  return template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])));
}

describe.each(catalogue.map((operation) => [operation.id, operation] as const))('%s on the wire', (_id, operation) => {
  it.each(['required', 'all'] as const)(
    'uses the method and path that the entry says, with %s fields',
    async (fields) => {
      const requests = await observe(operation, fields);
      expect(requests).toHaveLength(1);
      const [request] = requests;
      expect(`${request?.method} ${request?.url.pathname}`).toBe(
        `${operation.http.split(' ')[0]} ${expectedPath(operation, fields)}`,
      );
      const sent = request?.headers.get('anthropic-beta') ?? undefined;
      if (fields === 'required') expect(sent).toBe(operation.beta);
    },
  );
});
