import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ToolCalls, toolCalls } from '../../../test/support/tool-calls.ts';
import { anthropicUsage } from './anthropic-usage.ts';
import { openaiUsage } from './openai-usage.ts';

let calls: ToolCalls;
beforeAll(async () => {
  calls = await toolCalls();
});
afterAll(() => calls.close());

it('says the total of all rows, whatever is shown of them', async () => {
  const asked = { report: 'costs', since: '7d', by: ['project'] };
  const whole = await calls.answer(openaiUsage, asked);
  const cut = await calls.answer(openaiUsage, { ...asked, limit: 1 });
  const total = (text: string) => /; total \$[\d,.]+/.exec(text)?.[0];
  expect(total(cut.text)).toBeDefined();
  expect(total(cut.text)).toBe(total(whole.text));
  expect(cut.data).toMatchObject({ shown: 1, total: whole.data['total'] });
});

it('puts the heaviest first, with names, and interval by interval where a bucket is asked for', async () => {
  const { data } = await calls.answer(anthropicUsage, { report: 'messages', since: '3d', by: ['workspace'], limit: 3 });
  expect(data['columns']).toEqual(expect.arrayContaining(['workspace_id', 'workspace_name']));
  const daily = await calls.answer(anthropicUsage, { report: 'cost', since: '3d', bucket: '1d' });
  expect(daily.data['columns']).toEqual(expect.arrayContaining(['starting_at', 'amount_usd']));
});

it('refuses a dimension and a period that the report does not have', async () => {
  await expect(calls.answer(openaiUsage, { report: 'costs', by: ['colour'] })).rejects.toMatchObject({
    code: 'dimension_unknown',
    parameter: 'by',
  });
  await expect(calls.answer(openaiUsage, { report: 'costs', since: 'never' })).rejects.toMatchObject({ kind: 'input' });
});
