import { OpenAI } from 'openai';
import { startSandbox } from '../../src/sandbox/index.ts';

/** A seeded OpenAI organisation whose clock stands, and the official SDK on it. */
export async function openaiSandbox(now = new Date('2026-11-01T00:00:00Z')) {
  const sandbox = await startSandbox({ seed: 1, now });
  const { base_url: baseURL, admin_key } = sandbox.openai;
  const clientWith = (adminAPIKey: string) => new OpenAI({ apiKey: null, adminAPIKey, baseURL, maxRetries: 0 });
  return { sandbox, admin: clientWith(admin_key).admin.organization, clientWith, ask: asker(baseURL, admin_key) };
}

/** Collects a whole list through the SDK's own paging. */
export async function everyOne<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** What the SDK throws when the sandbox refuses. */
export function refusal(status: number, param: string | null = null) {
  return { status, param, type: 'invalid_request_error' };
}

/** Sends what the SDK's types do not let through. */
function asker(baseURL: string, key: string) {
  return async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => {
    const response = await fetch(`${baseURL}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as {
      error?: { message: string; param: string | null; code: string | null };
    };
    return { status: response.status, ...answer };
  };
}
