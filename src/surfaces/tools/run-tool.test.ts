import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InputError } from '../../errors.ts';
import { runTool } from './run-tool.ts';
import { type Answer, type Call, defineTool, type Memory, type Question, reading } from './tool.ts';

function toolThat(run: () => Answer | Question) {
  const input = () => z.object({});
  const [title, description] = ['Try', 'Tries.'];
  return [defineTool({ name: 'try_it', title, description, annotations: reading, input, run: async () => run() })];
}

function outcome(run: () => Answer | Question, memory?: Memory) {
  return runTool(toolThat(run), 'try_it', undefined, { ...(memory && { memory }) } as Call);
}

const failing = (error: unknown) =>
  outcome(() => {
    throw error;
  });

describe('what a tool answers', () => {
  it('is given on, and remembered for whoever looks at it again', async () => {
    const memory: Memory = {};
    await expect(outcome(() => ({ text: 'a table', data: {} }), memory)).resolves.toEqual({
      text: 'a table',
      data: {},
    });
    expect(memory.lastTable).toBe('a table');
  });

  it('is not remembered where it is a question', async () => {
    const memory: Memory = {};
    await outcome(() => ({ change: 'chg_1', digest: '', message: 'may I?', wanted: 'yes' }), memory);
    expect(memory.lastTable).toBeUndefined();
  });
});

describe('a failure', () => {
  it('is an answer with its code, its parameter and the next step', async () => {
    const error = new InputError('limit_large', 'That is too much.', { hint: 'Ask for less.', parameter: 'limit' });
    await expect(failing(error)).resolves.toEqual({
      text: expect.stringMatching(/^error \(limit_large\): .*That is too much\.\nAsk for less\.$/s),
      data: {
        error: {
          code: 'limit_large',
          message: expect.stringContaining('That is too much.'),
          hint: 'Ask for less.',
          parameter: 'limit',
        },
      },
      isError: true,
    });
  });

  it('of ours is said to be one, and is not thrown', async () => {
    await expect(failing(new TypeError('x is not a function'))).resolves.toMatchObject({
      text: 'error: Steward failed: x is not a function. This is a defect; try another way.',
      data: { error: { code: 'defect' } },
      isError: true,
    });
    await expect(failing('a text')).resolves.toMatchObject({ isError: true });
  });

  it('shows no key, no control character, and no endless text', async () => {
    const key = `sk-admin-${'a1'.repeat(20)}`;
    const error = new InputError('bad', `${key} \u001b[2J ${'x'.repeat(5000)}`, { hint: key });
    const said = JSON.stringify(await failing(error));
    expect(said).not.toContain('a1a1a1');
    expect(said).toContain('\\\\u{1b}');
    expect(said.length).toBeLessThan(5000);
  });
});

it('a tool that there is not is refused with the nearest that there is', async () => {
  const tools = toolThat(() => ({ text: '', data: {} }));
  await expect(runTool(tools, 'tryit', {}, {} as Call)).resolves.toMatchObject({
    text: expect.stringContaining('Did you mean try_it?'),
    isError: true,
  });
  await expect(runTool(tools, 'something', {}, {} as Call)).resolves.toMatchObject({
    text: expect.stringContaining('There is: try_it.'),
  });
});
