import { Anthropic } from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
let client: Anthropic;
let webhooks: Anthropic['beta']['organization']['webhooks'];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T00:00:00Z') });
  const { admin_key: apiKey, base_url: baseURL } = sandbox.anthropic;
  client = new Anthropic({ apiKey, baseURL, maxRetries: 0 });
  ({ webhooks } = client.beta.organization);
});
afterAll(() => sandbox.close());

const wanted = { url: 'https://hooks.northwind.example/two', enabled_events: ['external_key.failed' as const] };

describe('webhook endpoints of the sandbox', () => {
  it('show a signing secret when made and when it is replaced, and never else', async () => {
    const { signing_secret, ...endpoint } = await webhooks.create(wanted);
    expect(signing_secret).toMatch(/^whsec_/);
    expect(await webhooks.retrieve(endpoint.id)).toEqual(endpoint);
    const { signing_secret: other } = await webhooks.regenerateSigningSecret(endpoint.id);
    expect(other).not.toBe(signing_secret);
    expect(await webhooks.delete(endpoint.id)).toEqual({ id: endpoint.id, type: 'webhook_endpoint_deleted' });
    await expect(webhooks.retrieve(endpoint.id)).rejects.toMatchObject({ status: 404 });
  });

  it('change field by field, and keep their events when the list is empty', async () => {
    const { id } = await webhooks.create(wanted);
    expect(await webhooks.update(id, { state: 'disabled', enabled_events: [] })).toMatchObject({
      state: 'disabled',
      disabled_reason: '',
      enabled_events: ['external_key.failed'],
    });
    await webhooks.delete(id);
  });

  it('need HTTPS and at least one event', async () => {
    await expect(webhooks.create({ ...wanted, url: 'http://plain.example' })).rejects.toMatchObject({ status: 400 });
    await expect(webhooks.create({ ...wanted, enabled_events: [] })).rejects.toMatchObject({ status: 400 });
  });

  it('page newest first, or oldest first, up to 32 of them', async () => {
    const before = (await webhooks.list()).data.length;
    for (let index = before; index < 32; index += 1) await webhooks.create({ ...wanted, name: `endpoint ${index}` });
    await expect(webhooks.create(wanted)).rejects.toThrow(/at most 32/);
    const names: string[] = [];
    for await (const { name } of webhooks.list({ order: 'asc', limit: 10 })) names.push(name);
    expect(names).toHaveLength(32);
    expect(names[0]).toBe('Security alerts');
    expect((await webhooks.list({ limit: 1 })).data[0]?.name).toBe('endpoint 31');
  });

  it('do not exist without the beta header', async () => {
    await expect(client.get('/v1/organizations/webhooks')).rejects.toMatchObject({ status: 404 });
  });
});
