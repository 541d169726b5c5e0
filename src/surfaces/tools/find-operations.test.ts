import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ToolCalls, toolCalls } from '../../../test/support/tool-calls.ts';
import { findOperations } from './find-operations.ts';

let calls: ToolCalls;
beforeAll(async () => {
  calls = await toolCalls();
});
afterAll(() => calls.close());

it('gives ids with their risk and what they take, the required first', async () => {
  const { text, data } = await calls.answer(findOperations, { query: 'invite someone to OpenAI', limit: 3 });
  expect(text).toContain('openai.invites.create [access]');
  const [first] = data['operations'] as { id: string; input: { required: boolean }[] }[];
  expect(first).toMatchObject({ id: 'openai.invites.create', risk: 'access' });
  const required = first?.input.map((each) => each.required) ?? [];
  expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
});

it('says what no API offers, and where it can be done', async () => {
  const { text } = await calls.answer(findOperations, { query: 'create an Anthropic api key', limit: 5 });
  expect(text).toContain('NOT OFFERED: ');
});

it('says what helps where nothing fits', async () => {
  const { text, data } = await calls.answer(findOperations, { query: 'zzzzqqqq' });
  expect([data['operations'], text]).toEqual([[], expect.stringContaining('Name the thing')]);
});

it('gives as many as were asked for, and five unless told', async () => {
  const count = async (input: object) => ((await calls.answer(findOperations, input)).data['operations'] as []).length;
  expect(await count({ query: 'projects' })).toBe(5);
  expect(await count({ query: 'projects', limit: 2 })).toBe(2);
});
