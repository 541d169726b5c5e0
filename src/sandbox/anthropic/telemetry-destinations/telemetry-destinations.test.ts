import { Anthropic } from '@anthropic-ai/sdk';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';

let sandbox: Sandbox | undefined;
let client: Anthropic;
let destinations: Anthropic['beta']['organization']['telemetryDestinations'];
let workspaceIds: string[];

beforeEach(async () => {
  if (sandbox) sandbox.reset();
  else sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T00:00:00Z') });
  const { admin_key: apiKey, base_url: baseURL } = sandbox.anthropic;
  client = new Anthropic({ apiKey, baseURL, maxRetries: 0 });
  destinations = client.beta.organization.telemetryDestinations;
  workspaceIds = (await client.organization.workspaces.list()).data.map(({ id }) => id);
});
afterAll(() => sandbox?.close());

const endpoint_url = 'https://otel.example.com/otlp';
const all = { type: 'all' as const };
const refused = { status: 400, type: 'invalid_request_error' };

describe('telemetry destinations of the sandbox', () => {
  it('name their headers and never give the values', async () => {
    const made = await destinations.create({ endpoint_url, workspaces: all, headers: { authorization: 'Bearer x' } });
    expect(made).toMatchObject({
      header_names: ['authorization'],
      state: { type: 'enabled' },
      traces: { enabled: true, content_mode: 'metadata_only', endpoint_url: null, max_content_bytes: null },
      delivery_health: { last_success_at: null, last_error: null, last_error_at: null },
    });
    expect(JSON.stringify(made)).not.toContain('Bearer');
    sandbox?.clock.advance(120_000);
    expect((await destinations.retrieve(made.id)).delivery_health.last_success_at).toBe('2026-11-01T00:02:00.000000Z');
    sandbox?.clock.advance(-120_000);
  });

  it.each([
    ['plain HTTP', 'http://otel.example.com'],
    ['an address instead of a name', 'https://10.0.0.1'],
    ['another port', 'https://otel.example.com:4318'],
    ['a query', 'https://otel.example.com/?token=x'],
    ['a user', 'https://me:secret@otel.example.com'],
  ])('refuse %s', async (_what, url) => {
    await expect(destinations.create({ endpoint_url: url, workspaces: all })).rejects.toMatchObject(refused);
  });

  it.each([
    ['a reserved header', { X_Forwarded_For: 'me' }],
    ['two names that differ in case', { key: 'a', KEY: 'b' }],
    ['a value with a space at its end', { key: 'a ' }],
    ['more bytes than fit', Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, 'x'.repeat(4096)]))],
  ])('refuse %s', async (_what, headers) => {
    await expect(destinations.create({ endpoint_url, workspaces: all, headers })).rejects.toMatchObject(refused);
  });

  it('lose their headers with their host', async () => {
    const { id } = await destinations.create({
      endpoint_url,
      workspaces: all,
      headers: { authorization: 'x', team: 'y' },
    });
    await expect(destinations.update(id, { headers: { team: 'z' } })).rejects.toThrow(/endpoint_url/);
    const merged = await destinations.update(id, { endpoint_url, headers: { TEAM: 'z', authorization: null } });
    expect(merged.header_names).toEqual(['TEAM']);
    expect((await destinations.update(id, { endpoint_url: `${endpoint_url}/v2` })).header_names).toEqual(['TEAM']);
    expect((await destinations.update(id, { endpoint_url: 'https://other.example.com' })).header_names).toEqual([]);
  });

  it('send traces to their own host only', async () => {
    const traces = { endpoint_url: 'https://elsewhere.example.com/traces' };
    await expect(destinations.create({ endpoint_url, workspaces: all, traces })).rejects.toMatchObject(refused);
    const own = { endpoint_url: 'https://otel.example.com/traces' };
    const { id } = await destinations.create({ endpoint_url, workspaces: all, traces: own });
    const moved = { endpoint_url: 'https://other.example.com' };
    await expect(destinations.update(id, moved)).rejects.toMatchObject(refused);
    const changed = await destinations.update(id, { ...moved, traces: { endpoint_url: null } });
    expect(changed.traces.endpoint_url).toBeNull();
  });

  it('say who disabled them, and go on when enabled', async () => {
    const { id } = await destinations.create({ endpoint_url, workspaces: all });
    const disabled = await destinations.update(id, { state: { type: 'disabled' } });
    expect(disabled.state).toEqual({ type: 'disabled', reason: { type: 'caller' } });
    expect((await destinations.update(id, { state: { type: 'enabled' } })).state).toEqual({ type: 'enabled' });
    await expect(destinations.update(id, {})).rejects.toMatchObject(refused);
  });

  it('answer a test, unless no such host can be', async () => {
    const { id } = await destinations.create({ endpoint_url, workspaces: all });
    expect(await destinations.test(id)).toMatchObject({ result: { type: 'success' } });
    const lost = await destinations.create({ endpoint_url: 'https://otel.invalid', workspaces: all });
    expect(await destinations.test(lost.id)).toMatchObject({ result: { type: 'failure', error: 'invalid address' } });
  });

  it('cover the workspaces of their list, or all but those', async () => {
    const [first = '', second = ''] = workspaceIds;
    const only = await destinations.create({
      endpoint_url,
      workspaces: { type: 'include', workspace_ids: [first, first] },
    });
    const others = await destinations.create({
      endpoint_url,
      workspaces: { type: 'exclude', workspace_ids: [first] },
    });
    const covering = async (id: string) =>
      (await destinations.list({ workspace_ids: [id] })).data.map((destination) => destination.id);
    expect(await covering(first)).toContain(only.id);
    expect(await covering(first)).not.toContain(others.id);
    expect(await covering(second)).toContain(others.id);
    expect(await covering('wrkspc_01foreign')).toEqual([]);
  });

  it('keep a list entry by entry', async () => {
    const [first = '', second = ''] = workspaceIds;
    const { id: destination_id } = await destinations.create({ endpoint_url, workspaces: { type: 'include' } });
    const { workspaces } = destinations;
    const entry = await workspaces.add(first, { destination_id });
    expect(await workspaces.add(first, { destination_id })).toEqual(entry);
    await workspaces.add(second, { destination_id });
    const listed = (await workspaces.list(destination_id)).data.map(({ workspace_id }) => workspace_id);
    expect(listed).toEqual([second, first]);
    await client.organization.workspaces.archive(first);
    await destinations.update(destination_id, { workspaces: { type: 'include', workspace_ids: [first] } });
    expect((await workspaces.list(destination_id)).data).toEqual([entry]);
    expect(await workspaces.remove(first, { destination_id })).toMatchObject({
      type: 'telemetry_destination_workspace_deleted',
    });
    await expect(workspaces.remove(first, { destination_id })).rejects.toMatchObject({ status: 404 });
    await expect(workspaces.add(first, { destination_id })).rejects.toThrow(/archived/);
    await destinations.update(destination_id, { workspaces: all });
    await expect(workspaces.add(second, { destination_id })).rejects.toMatchObject(refused);
  });

  it('are at most ten, and go with their list', async () => {
    const before = (await destinations.list()).data.length;
    const ids: string[] = [];
    for (let index = before; index < 10; index += 1) {
      ids.push((await destinations.create({ endpoint_url, workspaces: { type: 'include' } })).id);
    }
    await expect(destinations.create({ endpoint_url, workspaces: all })).rejects.toThrow(/at most 10/);
    const [id = ''] = ids;
    expect(await destinations.delete(id)).toEqual({ id, type: 'telemetry_destination_deleted' });
    await expect(destinations.workspaces.list(id)).rejects.toMatchObject({ status: 404 });
  });
});
