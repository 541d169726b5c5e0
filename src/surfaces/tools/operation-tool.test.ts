import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ToolCalls, toolCalls } from '../../../test/support/tool-calls.ts';
import { operationById } from '../../catalogue/index.ts';
import { operationTool } from './operation-tool.ts';

let calls: ToolCalls;
beforeAll(async () => {
  calls = await toolCalls();
});
afterAll(() => calls.close());

it('a read runs', async () => {
  const tool = operationTool(operationById('openai.projects.list'));
  expect([tool.name, tool.changes, tool.annotations.readOnlyHint]).toEqual(['openai_projects_list', undefined, true]);
  expect((await calls.answer(tool, { limit: 100 })).text).toMatch(/<data source="openai\.projects\.list">\n/);
});

it('a write is proposed, and says so', async () => {
  const tool = operationTool(operationById('openai.projects.create'));
  expect([tool.changes, tool.annotations.readOnlyHint]).toEqual([true, false]);
  expect(tool.description).toContain('a person approves');
  const { data } = await calls.answer(tool, { name: 'New' });
  expect(data).toMatchObject({ status: 'proposed', change: expect.stringMatching(/^chg_/) });
});

it('takes what the operation takes, and nothing else', async () => {
  const tool = operationTool(operationById('openai.projects.get'));
  await expect(calls.answer(tool, { project: 'proj_1' })).rejects.toMatchObject({ code: 'parameter_unknown' });
});
