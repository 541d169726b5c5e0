import { Anthropic } from '@anthropic-ai/sdk';
import { OpenAI } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';

const day = 86_400_000;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
});
afterAll(() => sandbox.close());

interface Thing {
  readonly id: string;
}

describe('from outside the API', () => {
  it('a person gets a key of an OpenAI project, and uses it day by day', async () => {
    const { openai: client } = sandbox;
    const admin = new OpenAI({ apiKey: null, adminAPIKey: client.admin_key, baseURL: client.base_url }).admin
      .organization;
    const project = await admin.projects.create({ name: 'Measured' });
    const person = sandbox.control('openai', 'add_person', { name: 'Ada', email: 'ada@northwind.example' }) as Thing;
    const key = sandbox.control('openai', 'add_key', {
      project_id: project.id,
      name: 'ada',
      user_id: person.id,
    }) as Thing;
    sandbox.control('openai', 'add_usage', {
      api_key_id: key.id,
      model: 'gpt-6-luna',
      input_tokens_per_day: 100_000,
      output_tokens_per_day: 10_000,
      requests_per_day: 100,
    });
    sandbox.clock.advance(3 * day);
    const start_time = Date.parse('2026-11-02T00:00:00Z') / 1000;
    const [bucket] = (await admin.usage.completions({ start_time, limit: 1, api_key_ids: [key.id] })).data;
    const [result] = bucket?.results ?? [];
    expect(result).toMatchObject({ num_model_requests: expect.any(Number) });
    expect((result as { input_tokens: number }).input_tokens).toBeGreaterThan(50_000);
    const [costs] = (await admin.usage.costs({ start_time, limit: 1, api_key_ids: [key.id] })).data;
    expect(costs?.results.length).toBeGreaterThan(0);
  });

  it('and so does one of an Anthropic workspace', async () => {
    const { admin_key: apiKey, base_url: baseURL } = sandbox.anthropic;
    const client = new Anthropic({ apiKey, baseURL });
    const { id: workspace_id } = await client.organization.workspaces.create({ name: 'Measured' });
    const person = sandbox.control('anthropic', 'add_person', { name: 'Ada', email: 'ada@northwind.example' }) as Thing;
    const key = sandbox.control('anthropic', 'add_key', { workspace_id, name: 'ada', user_id: person.id }) as Thing;
    sandbox.control('anthropic', 'add_usage', {
      api_key_id: key.id,
      model: 'claude-haiku-5-5',
      uncached_input_tokens_per_day: 100_000,
      output_tokens_per_day: 10_000,
      requests_per_day: 100,
    });
    sandbox.clock.advance(3 * day);
    const { data } = await client.beta.organization.analytics.usage.list({
      starting_at: '2026-11-01T00:00:00Z',
      group_by: ['api_key_id'],
      api_key_ids: [key.id],
    });
    expect(data[0]?.usage.uncached_input_tokens).toBeGreaterThan(100_000);
  });

  it('a control that does not fit is refused with what it takes', () => {
    expect(() => sandbox.control('openai', 'add_person', { name: 'x' })).toThrow(/email/);
    expect(() => sandbox.control('openai', 'fly', {})).toThrow(/no such control: openai\/fly; there are/);
  });
});
