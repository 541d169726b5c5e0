import { expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { withEnvironment } from '../../connections/environment.ts';
import { type Call, defineTool, has, isQuestion, reading } from './tool.ts';

const call = {} as Call;

const greet = defineTool({
  name: 'greet',
  title: 'Greet',
  description: 'Says hello.',
  annotations: reading,
  input: () => z.object({ name: z.string().describe('Whom'), times: z.int().optional() }),
  run: async (input) => {
    expectTypeOf(input).toEqualTypeOf<{ name: string; times?: number | undefined }>();
    return { text: `hello ${input.name}`.repeat(input.times ?? 1), data: {} };
  },
});

it('runs with what its schema has read', async () => {
  await expect(greet.run({ name: 'Ada' }, call)).resolves.toMatchObject({ text: 'hello Ada' });
});

it('refuses what it does not take, and never runs with it', async () => {
  const refusals = [
    [{}, 'parameter_missing', 'name'],
    [{ name: 1 }, 'parameter_invalid', 'name'],
    [{ name: 'Ada', tmes: 2 }, 'parameter_unknown', 'tmes'],
    ['Ada', 'parameter_invalid', undefined],
  ] as const;
  for (const [given, code, parameter] of refusals) {
    await expect(greet.run(given, call)).rejects.toMatchObject({ code, ...(parameter && { parameter }) });
  }
});

it('is offered where the provider that it serves has a connection', () => {
  const connections = withEnvironment([], { OPENAI_ADMIN_KEY: 'sk-admin-x' });
  expect(has('openai')({ connections, readOnly: false })).toBe(true);
  expect(has('anthropic')({ connections, readOnly: false })).toBe(false);
});

it('tells a question from an answer', () => {
  expect(isQuestion({ change: 'chg_1', digest: '', message: '', wanted: 'yes' })).toBe(true);
  expect(isQuestion({ text: '', data: { wanted: 'yes' } })).toBe(false);
});
